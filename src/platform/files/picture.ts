// Pictures for pages: turned upright, freed of camera and place data (EXIF, GPS), in the widths the pages ask for.
import sharp from 'sharp'
import { FileError } from './file-error.ts'

export const PICTURE_WIDTHS = [480, 960, 1600] as const

export interface PictureVariant {
  readonly width: number
  readonly height: number
  readonly mime: 'image/webp' | 'image/jpeg'
  readonly bytes: Uint8Array
}

// 50 megapixels: above any phone in use, below what one page view may cost to unpack.
const MAX_PIXELS = 50_000_000
const WEBP = { quality: 78 } as const
const JPEG = { quality: 80, mozjpeg: true } as const

/**
 * WebP and JPEG of each width up to the picture's own (a small picture comes in its own width only), small to large.
 * Throws FileError `picture-broken` for anything that cannot be read whole.
 */
export async function pictureVariants(bytes: Uint8Array): Promise<PictureVariant[]> {
  try {
    // Metadata is dropped unless asked for; the turn written there is applied first.
    const upright = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: PICTURE_WIDTHS[PICTURE_WIDTHS.length - 1], withoutEnlargement: true })
      .toColourspace('srgb')
      .flatten({ background: '#ffffff' })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = upright.info
    const variants: PictureVariant[] = []
    for (const target of [...new Set(PICTURE_WIDTHS.map((w) => Math.min(w, width)))]) {
      const scaled = () => sharp(upright.data, { raw: { width, height, channels } }).resize({ width: target })
      for (const mime of ['image/webp', 'image/jpeg'] as const) {
        const made = mime === 'image/webp' ? scaled().webp(WEBP) : scaled().jpeg(JPEG)
        const out = await made.toBuffer({ resolveWithObject: true })
        variants.push({ width: out.info.width, height: out.info.height, mime, bytes: new Uint8Array(out.data) })
      }
    }
    return variants
  } catch (error) {
    throw new FileError('files.picture-broken', {}, { cause: error })
  }
}
