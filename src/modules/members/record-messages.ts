// Vietnamese words of the record's fields, as the paper forms have them.
import type {
  AcademicTitle,
  CardSeries,
  Certification,
  Degree,
  GeneralEducation,
  ProfessionalLevel,
} from './code-lists.ts'
import type { SavedSection } from './edit-person.ts'
import { educationNames, ethnicityNames, sexNames, theoryNames } from './members-messages.ts'
import type { RecordFieldName } from './record-fields.ts'

export const generalEducationNames: Record<GeneralEducation, string> = {
  literate: 'Biết đọc, biết viết',
  primary: 'Tiểu học',
  lower_secondary: 'Trung học cơ sở',
  upper_secondary: 'Trung học phổ thông',
}

export const professionalNames: Record<ProfessionalLevel, string> = {
  skilled_worker: 'Công nhân kỹ thuật, sơ cấp',
  vocational: 'Trung cấp',
  college: 'Cao đẳng',
  university: 'Đại học',
  master: 'Thạc sĩ',
  doctor: 'Tiến sĩ',
}

export const degreeNames: Record<Degree, string> = {
  master: 'Thạc sĩ',
  doctor: 'Tiến sĩ',
  doctor_of_science: 'Tiến sĩ khoa học',
}

export const academicTitleNames: Record<AcademicTitle, string> = {
  associate_professor: 'Phó giáo sư',
  professor: 'Giáo sư',
}

export const cardSeriesNames: Record<CardSeries, string> = {
  older: 'Thẻ trước Chỉ thị 29-CT/TW (2003)',
  paper_2003: 'Thẻ giấy, cấp từ năm 2003',
  chip_2025: 'Thẻ gắn chíp',
}

export const certificationNames: Record<Certification, string> = {
  checked: 'Đã thẩm tra, lý lịch đúng',
  declared: 'Theo lời khai của đảng viên',
}

/** Labels of the record's fields, as the paper forms have them. */
export const recordFieldNames: Record<RecordFieldName, string> = {
  fullName: 'Họ và tên đang dùng',
  birthName: 'Họ và tên khai sinh',
  aliases: 'Các bí danh',
  sex: 'Giới tính',
  birthOn: 'Ngày sinh',
  ethnicity: 'Dân tộc',
  birthPlace: 'Nơi sinh',
  homePlace: 'Quê quán',
  homePlaceNew: 'Quê quán, tên gọi hiện nay',
  residence: 'Nơi thường trú',
  residenceTemporary: 'Nơi tạm trú',
  generalEducation: 'Giáo dục phổ thông',
  generalGrade: 'Lớp đã học xong',
  education: 'Trình độ học vấn cao nhất',
  professionalLevel: 'Chuyên môn, nghiệp vụ',
  specialty: 'Ngành, chuyên ngành',
  degree: 'Học vị',
  academicTitle: 'Học hàm',
  theoryLevel: 'Lý luận chính trị',
  foreignLanguage: 'Ngoại ngữ',
  itLevel: 'Tin học',
  minorityLanguage: 'Tiếng dân tộc thiểu số',
  jobBefore: 'Nghề nghiệp trước khi vào Đảng',
  occupation: 'Công việc, chức vụ hiện nay',
  recruitedOn: 'Ngày tuyển dụng',
  recruitedPlace: 'Cơ quan tuyển dụng',
  youthUnionOn: 'Ngày vào Đoàn',
  youthUnionPlace: 'Nơi vào Đoàn',
  enlistedOn: 'Ngày nhập ngũ',
  demobilisedOn: 'Ngày xuất ngũ',
  warInvalid: 'Thương binh hạng',
  martyrFamily: 'Gia đình liệt sĩ',
  merit: 'Diện chính sách, gia đình có công',
  fileNumber: 'Số lý lịch',
  cardNumber: 'Số thẻ đảng viên',
  cardSeries: 'Loại thẻ',
  admissionPlace: 'Nơi kết nạp',
  confirmationPlace: 'Nơi công nhận chính thức',
  declaredOn: 'Ngày ký lý lịch',
  certification: 'Kết quả chứng nhận',
  certifiedOn: 'Ngày chứng nhận',
  certifiedBy: 'Cấp ủy chứng nhận',
}

export const sectionNames: Record<SavedSection, string> = {
  identity: 'Họ tên, ngày sinh',
  places: 'Quê quán, nơi ở',
  learning: 'Trình độ',
  work: 'Nghề nghiệp',
  service: 'Đoàn thể, quân ngũ, chính sách',
  party: 'Thẻ, lý lịch, chứng nhận',
  masked: 'Thông tin hạn chế',
}

/** Words of a field's codes. */
export const codeNames: Partial<Record<RecordFieldName, Readonly<Record<string, string>>>> = {
  sex: sexNames,
  ethnicity: ethnicityNames,
  generalEducation: generalEducationNames,
  education: educationNames,
  professionalLevel: professionalNames,
  degree: degreeNames,
  academicTitle: academicTitleNames,
  theoryLevel: theoryNames,
  warInvalid: { '1/4': '1/4', '2/4': '2/4', '3/4': '3/4', '4/4': '4/4' },
  cardSeries: cardSeriesNames,
  certification: certificationNames,
}
