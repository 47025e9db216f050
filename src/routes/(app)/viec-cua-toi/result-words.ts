// What a finished run has found, in a sentence and with where to look; results that are a file speak for themselves.
import type { Verification } from '#platform/audit/verify.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'

export interface Outcome {
  text: string
  good: boolean
  href: string | null
}

const REASONS: Record<NonNullable<Verification['reason']>, string> = {
  ordinal_missing: 'thiếu một dấu niêm phong',
  entry_missing: 'nội dung của dấu niêm phong đã mất',
  hash_differs: 'nội dung đã bị sửa',
  head_differs: 'chuỗi đã bị dựng lại',
}

const WORDS: Readonly<Record<string, (result: never) => Outcome>> = {
  'audit.verify-chain': ({ ok, sealed, brokenAt, reason }: Verification) => ({
    good: ok,
    href: '/nhat-ky',
    text: ok
      ? `Nhật ký nguyên vẹn: ${formatInteger(sealed)} việc đã niêm phong, không việc nào bị sửa, mất hay chen thêm.`
      : `Nhật ký không còn nguyên vẹn từ việc thứ ${formatInteger(brokenAt ?? 0)}: ${reason ? REASONS[reason] : 'không rõ lý do'}. Giữ nguyên máy chủ, báo ngay người quản trị và đối chiếu với bản sao lưu.`,
  }),
  'intake.read-file': ({ intakeId, lines }: { intakeId: string; lines?: number }) => ({
    good: true,
    href: `/dang-vien/nhap/${intakeId}`,
    text: `Đã đọc ${formatInteger(lines ?? 0)} dòng; xem trước rồi quyết định.`,
  }),
  'intake.apply-rows': ({ intakeId }: { intakeId: string }) => ({
    good: true,
    href: `/dang-vien/nhap/${intakeId}`,
    text: 'Đã nhận tất cả các dòng được chọn.',
  }),
}

/** null: nothing to say beyond that it is done. */
export function resultWords(job: string, result: unknown): Outcome | null {
  return result === null ? null : (WORDS[job]?.(result as never) ?? null)
}
