// What the address of a comparison asks: cell, kind, only what is open. The page, the print and the sheet are asked alike.
export const bridgeInput = (intakeId: string, url: URL) => {
  const kind = url.searchParams.get('loai')
  return {
    intakeId,
    unitId: url.searchParams.get('don-vi'),
    kind: kind === 'here' || kind === 'there' || kind === 'differs' ? kind : null,
    open: url.searchParams.get('con-lai') === '1',
  }
}
