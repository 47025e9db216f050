// Words of the indicators that count units, and sentences of the figures area.
import type { ErrorCatalogue } from '#kernel/errors.ts'
import type { DimensionWords, IndicatorWords } from './indicator.ts'

const place: DimensionWords = { label: 'Địa bàn', values: { seat: 'Tại cơ quan', local: 'Ở địa bàn huyện, xã' } }

export const grassrootsWords: IndicatorWords = {
  name: 'Tổ chức cơ sở đảng',
  short: 'TCCSĐ',
  unit: 'tổ chức',
  how: 'Đếm đảng bộ cơ sở và chi bộ cơ sở đang hoạt động trong ngày',
  dimensions: {
    kind: { label: 'Loại tổ chức', values: { grassroots_committee: 'Đảng bộ cơ sở', grassroots_cell: 'Chi bộ cơ sở' } },
    sector: { label: 'Loại hình', values: {} },
    place,
  },
}

export const subCellWords: IndicatorWords = {
  name: 'Chi bộ trực thuộc',
  short: 'Chi bộ trực thuộc',
  unit: 'chi bộ',
  how: 'Đếm chi bộ trực thuộc đảng ủy cơ sở, đảng ủy bộ phận đang hoạt động trong ngày',
  dimensions: { place },
}

export const sectionWords: IndicatorWords = {
  name: 'Đảng bộ bộ phận',
  short: 'Đảng bộ bộ phận',
  unit: 'tổ chức',
  how: 'Đếm đảng bộ bộ phận đang hoạt động trong ngày',
  dimensions: { place },
}

export const figuresErrors: ErrorCatalogue = {
  'figures.unknown_indicator': {
    status: 404,
    text: 'Không có chỉ số mang mã này. Xem danh mục chỉ số ở trang Số liệu.',
  },
  'figures.unknown_part': {
    status: 422,
    text: 'Chỉ số này không chia theo mục đã chọn. Xem các mục chia được ở trang Số liệu.',
  },
}
