// Pictures for the demo's articles: abstract drawings, made here, of nobody and nothing. SVG drawn from a seed, turned into JPEG.
import sharp from 'sharp'
import { random } from './random.ts'

const WIDTH = 1280
const HEIGHT = 800
const SKIES = [
  ['#7a1f1f', '#c9832b'],
  ['#1f3b57', '#7fa3b5'],
  ['#2f4a36', '#a9b86b'],
  ['#4a2740', '#d08a6a'],
] as const

/** Hills behind hills under a low sun; the seed decides the shapes. */
export function drawing(seed: string): string {
  const chance = random(`drawing ${seed}`)
  const [dark, light] = chance.pick(SKIES)
  const sun = { x: chance.between(240, 1040), y: chance.between(180, 330), r: chance.between(70, 120) }
  const hills = Array.from({ length: 5 }, (_, depth) => {
    const base = 360 + depth * 90
    const points = Array.from({ length: 9 }, (_, i) => `${i * 160},${base + chance.between(-70, 70)}`)
    const curve = points.map((point, i) => (i === 0 ? `M0,${HEIGHT} L${point}` : `T${point}`)).join(' ')
    return `<path d="${curve.replace('T', 'Q80,' + String(base) + ' ')} L${WIDTH},${HEIGHT} Z" fill="${dark}" opacity="${(0.22 + depth * 0.17).toFixed(2)}"/>`
  })
  const rays = Array.from({ length: 14 }, (_, i) => {
    const angle = (i / 14) * 2 * Math.PI
    const at = (radius: number) =>
      `${(sun.x + Math.cos(angle) * radius).toFixed(0)} ${(sun.y + Math.sin(angle) * radius).toFixed(0)}`
    return `<path d="M${at(sun.r + 18)} L${at(sun.r + 52)}" stroke="#fff3d0" stroke-width="6" stroke-linecap="round" opacity=".55"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${light}"/><stop offset="1" stop-color="#f6e7c8"/></linearGradient></defs>
<rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/>
<circle cx="${sun.x}" cy="${sun.y}" r="${sun.r}" fill="#fff3d0"/>${rays.join('')}${hills.join('')}
</svg>`
}

/** The drawing as a JPEG, in base64 as the operations take files. */
export async function drawnPicture(seed: string): Promise<string> {
  const jpeg = await sharp(Buffer.from(drawing(seed)))
    .jpeg({ quality: 82 })
    .toBuffer()
  return jpeg.toString('base64')
}
