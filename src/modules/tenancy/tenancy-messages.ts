// Sentences of the blocs' registry.
import type { ErrorCatalogue } from '#kernel/errors.ts'

export const tenancyErrors: ErrorCatalogue = {
  'tenancy.slug_taken': { status: 409, text: 'Tên đường dẫn này đã có khối khác dùng. Xin chọn tên khác.' },
  'tenancy.slug_shape': {
    status: 422,
    text: 'Tên đường dẫn chỉ gồm chữ thường không dấu, số và dấu gạch nối, ví dụ khoi-co-quan-tinh.',
  },
}
