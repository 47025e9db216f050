// Agencies and enterprises such as any province has, by sector; the demo's blocs are made of them. No place is named.

/** Code, name: the list of sectors (loại hình) the demo's blocs keep. */
export const SECTORS = [
  ['co-quan-dang', 'Cơ quan Đảng'],
  ['mat-tran-doan-the', 'Mặt trận và đoàn thể'],
  ['co-quan-nha-nuoc', 'Cơ quan nhà nước cấp tỉnh'],
  ['nganh-doc', 'Cơ quan ngành dọc trung ương'],
  ['su-nghiep', 'Đơn vị sự nghiệp công lập'],
  ['dn-nha-nuoc', 'Doanh nghiệp nhà nước'],
  ['dn-co-phan', 'Doanh nghiệp cổ phần có vốn nhà nước'],
  ['dn-tu-nhan', 'Doanh nghiệp khu vực ngoài nhà nước'],
] as const

export type SectorCode = (typeof SECTORS)[number][0]

export interface Agency {
  name: string
  short: string
  sector: SectorCode
  /** Its own parts, for the names of its cells. */
  parts: 'office' | 'line' | 'hospital' | 'school' | 'enterprise'
}

const list = (sector: SectorCode, parts: Agency['parts'], names: readonly (readonly [string, string])[]): Agency[] =>
  names.map(([name, short]) => ({ name, short, sector, parts }))

/** Large enough for a grassroots committee with cells below it. */
export const LARGE: readonly Agency[] = [
  ...list('co-quan-dang', 'office', [['Văn phòng Tỉnh ủy', 'VP Tỉnh ủy']]),
  ...list('co-quan-nha-nuoc', 'office', [
    ['Văn phòng Ủy ban nhân dân tỉnh', 'VP UBND tỉnh'],
    ['Sở Nông nghiệp và Phát triển nông thôn', 'Sở NN&PTNT'],
    ['Sở Giáo dục và Đào tạo', 'Sở GD&ĐT'],
    ['Sở Y tế', 'Sở Y tế'],
    ['Sở Tài chính', 'Sở Tài chính'],
    ['Sở Kế hoạch và Đầu tư', 'Sở KH&ĐT'],
    ['Sở Giao thông vận tải', 'Sở GTVT'],
    ['Sở Xây dựng', 'Sở Xây dựng'],
    ['Sở Công Thương', 'Sở Công Thương'],
    ['Sở Tài nguyên và Môi trường', 'Sở TN&MT'],
    ['Sở Lao động - Thương binh và Xã hội', 'Sở LĐTBXH'],
    ['Sở Văn hóa, Thể thao và Du lịch', 'Sở VHTT&DL'],
    ['Sở Nội vụ', 'Sở Nội vụ'],
    ['Sở Tư pháp', 'Sở Tư pháp'],
    ['Thanh tra tỉnh', 'Thanh tra tỉnh'],
  ]),
  ...list('nganh-doc', 'office', [
    ['Tòa án nhân dân tỉnh', 'TAND tỉnh'],
    ['Viện kiểm sát nhân dân tỉnh', 'VKSND tỉnh'],
    ['Cục Thi hành án dân sự tỉnh', 'Cục THADS'],
    ['Cục Thống kê tỉnh', 'Cục Thống kê'],
  ]),
  ...list('su-nghiep', 'hospital', [
    ['Bệnh viện Đa khoa tỉnh', 'BVĐK tỉnh'],
    ['Bệnh viện Y dược cổ truyền', 'BV YDCT'],
  ]),
  ...list('su-nghiep', 'school', [
    ['Trường Chính trị tỉnh', 'Trường Chính trị'],
    ['Trường Cao đẳng Sư phạm', 'CĐ Sư phạm'],
    ['Trường Cao đẳng Kỹ thuật - Công nghệ', 'CĐ KT-CN'],
  ]),
  ...list('su-nghiep', 'office', [['Đài Phát thanh và Truyền hình tỉnh', 'Đài PT&TH']]),
  ...list('dn-nha-nuoc', 'enterprise', [
    ['Ngân hàng Nông nghiệp và Phát triển nông thôn chi nhánh tỉnh', 'NHNo&PTNT'],
    ['Công ty TNHH MTV Khai thác công trình thủy lợi', 'Cty Thủy lợi'],
    ['Công ty TNHH MTV Xổ số kiến thiết', 'Cty Xổ số'],
  ]),
  ...list('dn-co-phan', 'enterprise', [
    ['Công ty Cổ phần Cấp nước', 'CP Cấp nước'],
    ['Công ty Cổ phần Môi trường đô thị', 'CP Môi trường'],
    ['Ngân hàng Công thương chi nhánh tỉnh', 'NH Công thương'],
    ['Ngân hàng Đầu tư và Phát triển chi nhánh tỉnh', 'NH ĐT&PT'],
    ['Công ty Cổ phần Xi măng', 'CP Xi măng'],
  ]),
]

/** Agencies with offices or sites in every district: their cells work on the ground of the districts. */
export const SPREAD: readonly Agency[] = [
  ...list('nganh-doc', 'line', [
    ['Cục Thuế tỉnh', 'Cục Thuế'],
    ['Kho bạc Nhà nước tỉnh', 'KBNN tỉnh'],
    ['Bảo hiểm xã hội tỉnh', 'BHXH tỉnh'],
    ['Cục Hải quan tỉnh', 'Cục Hải quan'],
  ]),
  ...list('dn-nha-nuoc', 'line', [
    ['Công ty Điện lực tỉnh', 'Điện lực'],
    ['Viễn thông tỉnh', 'Viễn thông'],
    ['Bưu điện tỉnh', 'Bưu điện'],
  ]),
]

/** Small: a grassroots cell each. */
export const SMALL: readonly Agency[] = [
  ...list('co-quan-dang', 'office', [
    ['Ban Tổ chức Tỉnh ủy', 'Ban Tổ chức'],
    ['Ban Tuyên giáo Tỉnh ủy', 'Ban Tuyên giáo'],
    ['Ban Dân vận Tỉnh ủy', 'Ban Dân vận'],
    ['Ban Nội chính Tỉnh ủy', 'Ban Nội chính'],
    ['cơ quan Ủy ban Kiểm tra Tỉnh ủy', 'UBKT Tỉnh ủy'],
    ['cơ quan Đảng ủy Khối', 'Đảng ủy Khối'],
    ['Báo tỉnh', 'Báo tỉnh'],
  ]),
  ...list('mat-tran-doan-the', 'office', [
    ['cơ quan Ủy ban Mặt trận Tổ quốc tỉnh', 'UBMTTQ tỉnh'],
    ['cơ quan Hội Nông dân tỉnh', 'Hội Nông dân'],
    ['cơ quan Hội Liên hiệp Phụ nữ tỉnh', 'Hội LHPN'],
    ['cơ quan Tỉnh đoàn', 'Tỉnh đoàn'],
    ['cơ quan Hội Cựu chiến binh tỉnh', 'Hội CCB'],
    ['cơ quan Liên đoàn Lao động tỉnh', 'LĐLĐ tỉnh'],
    ['Liên minh Hợp tác xã tỉnh', 'LM HTX'],
    ['Hội Chữ thập đỏ tỉnh', 'Hội CTĐ'],
    ['Hội Văn học Nghệ thuật tỉnh', 'Hội VHNT'],
    ['Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh', 'LH Hội KH&KT'],
  ]),
  ...list('co-quan-nha-nuoc', 'office', [
    ['Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh', 'VP ĐBQH-HĐND'],
    ['Sở Khoa học và Công nghệ', 'Sở KH&CN'],
    ['Sở Thông tin và Truyền thông', 'Sở TT&TT'],
    ['Sở Ngoại vụ', 'Sở Ngoại vụ'],
    ['Ban Dân tộc tỉnh', 'Ban Dân tộc'],
    ['Ban Quản lý Khu kinh tế tỉnh', 'BQL KKT'],
  ]),
  ...list('nganh-doc', 'office', [
    ['Cục Quản lý thị trường tỉnh', 'Cục QLTT'],
    ['Ngân hàng Nhà nước chi nhánh tỉnh', 'NHNN tỉnh'],
    ['Đài Khí tượng Thủy văn tỉnh', 'Đài KTTV'],
    ['Kiểm toán Nhà nước khu vực', 'KTNN khu vực'],
    ['Chi cục Dự trữ Nhà nước', 'CC Dự trữ'],
  ]),
  ...list('su-nghiep', 'office', [
    ['Trung tâm Xúc tiến Đầu tư và Du lịch', 'TT Xúc tiến'],
    ['Ban Quản lý dự án đầu tư xây dựng tỉnh', 'BQLDA tỉnh'],
    ['Quỹ Đầu tư phát triển tỉnh', 'Quỹ ĐTPT'],
    ['Ban Quản lý Vườn quốc gia', 'BQL VQG'],
    ['Trường Trung học phổ thông chuyên', 'THPT chuyên'],
    ['Trường Phổ thông dân tộc nội trú tỉnh', 'PTDTNT tỉnh'],
    ['Trung tâm Kiểm soát bệnh tật tỉnh', 'TT KSBT'],
    ['Trung tâm Công nghệ thông tin tỉnh', 'TT CNTT'],
    ['Bảo tàng tỉnh', 'Bảo tàng'],
    ['Thư viện tỉnh', 'Thư viện'],
  ]),
  ...list('dn-nha-nuoc', 'enterprise', [
    ['Ngân hàng Chính sách xã hội chi nhánh tỉnh', 'NHCSXH tỉnh'],
    ['Công ty TNHH MTV Lâm nghiệp', 'Cty Lâm nghiệp'],
    ['Công ty TNHH MTV Cao su', 'Cty Cao su'],
    ['Chi nhánh Ngân hàng Phát triển khu vực', 'NHPT khu vực'],
  ]),
  ...list('dn-co-phan', 'enterprise', [
    ['Công ty Cổ phần Dược phẩm', 'CP Dược phẩm'],
    ['Công ty Cổ phần Đăng kiểm xe cơ giới', 'CP Đăng kiểm'],
    ['Công ty Cổ phần Tư vấn xây dựng giao thông', 'CP TVXD GT'],
    ['Công ty Cổ phần Quản lý đường bộ', 'CP QL Đường bộ'],
    ['Công ty Cổ phần In và Phát hành sách', 'CP In'],
    ['Công ty Cổ phần Vật tư nông nghiệp', 'CP Vật tư NN'],
    ['Công ty Cổ phần Giống cây trồng', 'CP Giống CT'],
    ['Công ty Cổ phần Bến xe', 'CP Bến xe'],
    ['Công ty Cổ phần Thương mại tổng hợp', 'CP Thương mại'],
  ]),
  ...list('dn-tu-nhan', 'enterprise', [
    ['Công ty TNHH May xuất khẩu Hoàng Lam', 'May Hoàng Lam'],
    ['Công ty Cổ phần Thép Bắc Sơn Hà', 'Thép Bắc Sơn Hà'],
    ['Công ty TNHH Xây dựng Đại Thịnh Phú', 'XD Đại Thịnh Phú'],
    ['Công ty Cổ phần Thủy điện Suối Lươn', 'TĐ Suối Lươn'],
    ['Công ty TNHH Vận tải Thảo Nguyên Xanh', 'VT Thảo Nguyên'],
    ['Công ty Cổ phần Khoáng sản An Khê Bắc', 'KS An Khê Bắc'],
    ['Công ty TNHH Chế biến nông sản Hương Rừng', 'NS Hương Rừng'],
    ['Trường Cao đẳng tư thục Việt Tiến', 'CĐ Việt Tiến'],
    ['Bệnh viện Đa khoa tư nhân Bình Minh', 'BV Bình Minh'],
  ]),
] // prettier-ignore

/** What the cells of an agency are called after. */
export const PARTS: Readonly<Record<Agency['parts'], readonly string[]>> = {
  office: [
    'Văn phòng', 'Thanh tra', 'Phòng Tổ chức cán bộ', 'Phòng Kế hoạch - Tài chính', 'Phòng Nghiệp vụ 1', 'Phòng Nghiệp vụ 2',
    'Phòng Tổng hợp', 'Phòng Quản lý ngành', 'Trung tâm Dịch vụ', 'Chi cục Chuyên ngành 1', 'Chi cục Chuyên ngành 2',
    'Trung tâm Kỹ thuật', 'Ban Quản lý dự án', 'Trung tâm Tư vấn', 'Hưu trí cơ quan', 'Chi cục Chuyên ngành 3',
  ],
  line: [
    'Văn phòng', 'Phòng Tổ chức - Hành chính', 'Phòng Nghiệp vụ', 'Phòng Kiểm tra', 'Phòng Kế toán', 'Phòng Công nghệ thông tin',
  ],
  hospital: [
    'Khối hành chính', 'Khoa Khám bệnh', 'Khoa Cấp cứu', 'Khoa Nội', 'Khoa Ngoại', 'Khoa Sản', 'Khoa Nhi', 'Khoa Dược',
    'Khoa Xét nghiệm', 'Khoa Chẩn đoán hình ảnh', 'Khoa Kiểm soát nhiễm khuẩn', 'Khoa Tim mạch', 'Khoa Hồi sức', 'Khoa Truyền nhiễm',
  ],
  school: [
    'Phòng Đào tạo', 'Phòng Tổ chức - Hành chính', 'Khoa Lý luận cơ sở', 'Khoa Tự nhiên', 'Khoa Xã hội', 'Khoa Kinh tế',
    'Khoa Công nghệ', 'Trung tâm Ngoại ngữ - Tin học', 'Sinh viên', 'Khoa Nông lâm',
  ],
  enterprise: [
    'Văn phòng', 'Phòng Kinh doanh', 'Phòng Kỹ thuật', 'Phòng Tài chính - Kế toán', 'Xưởng sản xuất 1', 'Xưởng sản xuất 2',
    'Đội thi công', 'Phòng Kế hoạch', 'Chi nhánh số 1', 'Chi nhánh số 2', 'Phòng Khách hàng', 'Tổ bảo vệ',
  ],
} // prettier-ignore
