// Words that sheets use for the codes of lists, beside those of our own screens: short forms, old names, slips that are still clear.
import { codeNames, religionNames, stateNames } from '#modules/members/members.server.ts'
import type { ColumnKey } from './columns.ts'

/** Words of a column's codes as our own sheets write them. */
export function wordsOf(key: ColumnKey): Readonly<Record<string, string>> {
  if (key === 'religion') return { ...religionNames, none: 'Không' }
  if (key === 'state') return stateNames
  return codeNames[key as keyof typeof codeNames] ?? {}
}

export const yesNo = { yes: 'Có', no: 'Không' } as const
export const yesWords: readonly string[] = ['co', 'x', 'yes', '1', 'dung', 'true', 'v']
export const noWords: readonly string[] = ['khong', 'no', '0', 'sai', 'false', 'chua']
/** A cell that says that there is nothing. */
export const nothingWords: readonly string[] = [
  '-',
  '--',
  '—',
  '–',
  '...',
  '…',
  'khong co',
  'chua co',
  'n/a',
  'null',
  'khong ro',
  '/',
  'chua ro',
]

const degrees = {
  primary: ['cap 1', 'cap i', 'th'],
  lower_secondary: ['cap 2', 'cap ii', 'thcs', '9/12', '7/10', 'trung hoc co so', 'pho thong co so', 'ptcs'],
  upper_secondary: [
    'cap 3',
    'cap iii',
    'thpt',
    'ptth',
    '12/12',
    '10/10',
    'pho thong trung hoc',
    'tot nghiep thpt',
    'bo tuc thpt',
  ],
  vocational: ['tc', 'trung hoc chuyen nghiep', 'thcn', 'trung cap chuyen nghiep', 'tccn', 'trung hoc'],
  college: ['cd', 'cao dang su pham'],
  university: [
    'dh',
    'dai hoc',
    'cu nhan',
    'ky su',
    'bac si',
    'duoc si',
    'kien truc su',
    'tot nghiep dai hoc',
    'cn',
    'ks',
    'bs',
  ],
  master: ['ths', 'th.s', 'thac si', 'cao hoc', 'thac sy', 'sau dai hoc', 'ck1', 'chuyen khoa i', 'chuyen khoa 1'],
  doctor: ['ts', 't.s', 'tien si', 'tien sy', 'ck2', 'chuyen khoa ii', 'chuyen khoa 2'],
}

/** Folded words by column and code. */
export const codeSynonyms: Partial<Record<ColumnKey, Readonly<Record<string, readonly string[]>>>> = {
  sex: { male: ['nam', 'm', 'trai', 'ong', '1'], female: ['nu', 'f', 'gai', 'ba', '0', '2'] },
  ethnicity: {
    mong: ['hmong', "h'mong", 'h mong', 'mong (hmong)', 'meo'],
    'bru-van-kieu': ['van kieu', 'bru van kieu', 'bru'],
    'gia-rai': ['jrai', 'giarai', 'j rai'],
    'e-de': ['ede', 'rhade', 'e de'],
    'ba-na': ['bana', 'ba na', 'bahnar'],
    'co-ho': ['koho', "k'ho", 'co ho', 'kho'],
    'xo-dang': ['xe dang', 'sedang', 'xo dang'],
    mnong: ["m'nong", 'm nong'],
    nung: ['nung'],
    dao: ['man', 'dao'],
    hoa: ['han', 'hoa (han)'],
    khmer: ['kho me', 'kho-me', 'khome'],
    'san-chay': ['cao lan', 'san chi', 'cao lan - san chi'],
    'san-diu': ['san deo'],
    kinh: ['viet', 'kinh (viet)', '01'],
    churu: ['chu ru'],
    'ra-glai': ['raglai', 'ra-glai'],
  },
  religion: {
    none: ['khong', 'khong ton giao', 'luong', '0'],
    buddhism: ['phat', 'dao phat', 'phat giao'],
    catholicism: ['thien chua', 'thien chua giao', 'dao thien chua', 'cong giao', 'cong'],
    protestantism: ['tin lanh', 'dao tin lanh'],
    caodaism: ['cao dai'],
    hoahaoism: ['hoa hao', 'pghh'],
    islam: ['hoi giao', 'islam'],
    other: ['khac'],
  },
  education: degrees,
  professionalLevel: {
    ...degrees,
    skilled_worker: ['so cap', 'cong nhan ky thuat', 'cnkt', 'sc', 'cong nhan'],
  },
  generalEducation: { ...degrees, literate: ['biet doc biet viet', 'biet chu'] },
  degree: { master: degrees.master, doctor: degrees.doctor, doctor_of_science: ['tskh', 'tien si khoa hoc'] },
  academicTitle: { associate_professor: ['pgs', 'pho giao su'], professor: ['gs', 'giao su'] },
  theoryLevel: {
    none: ['chua', 'chua qua dao tao', 'khong', 'chua qua', 'chua co'],
    elementary: ['sc', 'so cap', 'so cap llct'],
    intermediate: ['tc', 'trung cap', 'trung cap llct', 'trung cap ly luan chinh tri', 'tc llct'],
    advanced: ['cc', 'cao cap', 'cao cap llct', 'cao cap ly luan chinh tri', 'cc llct', 'cao cap chinh tri'],
    bachelor: ['cn', 'cu nhan', 'cu nhan chinh tri', 'cu nhan llct'],
  },
  state: {
    probationary: ['du bi', 'dang vien du bi', 'db', 'dvdb'],
    full: ['chinh thuc', 'dang vien chinh thuc', 'ct', 'dvct', 'dang sinh hoat', 'dang sinh hoat dang'],
    exempt: ['mien sinh hoat', 'mien cong tac', 'mien cong tac va sinh hoat', 'mien shd', 'mien ct va shd', 'mien'],
    paused: ['tam mien', 'tam mien sinh hoat'],
    suspended: ['dinh chi', 'dinh chi sinh hoat'],
    away: ['sinh hoat tam thoi', 'tam thoi noi khac', 'shd tam thoi noi khac'],
  },
  warInvalid: { '1/4': ['1'], '2/4': ['2'], '3/4': ['3'], '4/4': ['4'] },
  certification: { checked: ['dung', 'muc 1', 'da tham tra'], declared: ['theo loi khai', 'muc 2', 'nhu loi khai'] },
  cardSeries: { older: ['the cu'], paper_2003: ['the giay'], chip_2025: ['the gan chip', 'the chip', 'the moi'] },
}
