// An invented paper for the tests of this folder.
import type { ReportPaper, TableBlock } from './report-paper.ts'

/** `rows` rows of figures over `columns` columns, the last two grouped; every 10th row a total. */
export function sampleTable(rows: number, columns: number, landscape: boolean): TableBlock {
  return {
    kind: 'table',
    caption: 'Biểu 1. Kết quả theo đơn vị',
    unit: 'Đơn vị tính: người',
    landscape,
    columns: Array.from({ length: columns }, (_, i) => ({
      label: i === 0 ? 'TT' : i === 1 ? 'Đơn vị' : `Chỉ tiêu ${i}`,
      align: i === 0 ? 'center' : i === 1 ? 'left' : 'right',
      width: i === 1 ? 4 : 1,
      ...(i >= columns - 2 ? { group: 'Trong đó' } : {}),
    })),
    rows: Array.from({ length: rows }, (_, r) => ({
      cells: Array.from({ length: columns }, (_, i) =>
        i === 0 ? String(r + 1) : i === 1 ? `Chi bộ Hoa Phượng ${r + 1}` : (r * 37 + i).toLocaleString('vi'),
      ),
      level: r % 3,
      total: r % 10 === 0,
    })),
  }
}

export function samplePaper(extra: Partial<ReportPaper> = {}): ReportPaper {
  return {
    header: {
      party: 'ĐẢNG CỘNG SẢN VIỆT NAM',
      issuerUpper: 'ĐẢNG BỘ TỈNH VÍ DỤ',
      issuer: 'ĐẢNG ỦY KHỐI VÍ DỤ',
      numberWord: 'Số',
      number: '01',
      symbol: 'BC/ĐUK',
      place: 'Ví Dụ',
      dayWords: 'ngày 05 tháng 10 năm 2020',
    },
    title: { kind: 'BÁO CÁO', subject: ['kết quả 9 tháng đầu năm 2020', 'và nhiệm vụ quý IV'] },
    blocks: [
      { kind: 'heading', level: 1, text: 'KẾT QUẢ' },
      { kind: 'heading', level: 2, text: 'Công tác tư tưởng' },
      { kind: 'heading', level: 3, text: 'Học tập' },
      { kind: 'paragraph', text: 'Toàn khối có 4.351 người dự, đạt 67,78%. #let x = 1 $x$ *đậm* <không>' },
      sampleTable(6, 5, false),
      { kind: 'heading', level: 3, text: 'Tuyên truyền' },
      { kind: 'paragraph', text: 'Ưỡn ẹo, nghiêng ngả, khuỷu tay, quyển sách ữ ẫ ỹ ặ. '.repeat(20) },
      { kind: 'heading', level: 1, text: 'NHIỆM VỤ' },
      { kind: 'paragraph', text: 'Làm tiếp.', style: 'italic' },
    ],
    recipientsWord: 'Nơi nhận:',
    recipients: ['Thường trực cấp trên,', 'Các đơn vị,', 'Lưu văn phòng.'],
    signature: { authority: ['T/M BAN THƯỜNG VỤ'], post: 'BÍ THƯ', name: 'Trần Ví Dụ' },
    appendices: [
      { label: 'Phụ lục 1', title: 'Số liệu chi tiết', landscape: true, blocks: [sampleTable(60, 12, true)] },
    ],
    footnotes: ['Số liệu chốt ngày 30/09/2020.', 'Mã băm: 9f2c…'],
    ...extra,
  }
}
