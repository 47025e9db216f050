// The Word file by its parts: what Word itself reads.
import { expect, test } from 'vitest'
import { renderDocx } from './docx.ts'
import { twips } from './party-layout.ts'
import { samplePaper, sampleTable } from './sample-paper.ts'
import { listZip, readZipEntry } from './zip.ts'

async function documentXml(paper = samplePaper()): Promise<{ document: string; styles: string }> {
  const file = await renderDocx(paper)
  const part = (name: string) => {
    const entry = listZip(file)?.find((e) => e.name === name)
    return new TextDecoder().decode((entry && readZipEntry(file, entry, 1e7)) ?? new Uint8Array())
  }
  return { document: part('word/document.xml'), styles: part('word/styles.xml') }
}

test('headings are real, numbered as in the PDF, and the letter is Times New Roman 14', async () => {
  const { document, styles } = await documentXml()
  expect(document).toMatch(/<w:pStyle w:val="Heading1"\/>.{0,80}I\. KẾT QUẢ/)
  expect(document).toMatch(/<w:pStyle w:val="Heading3"\/>.{0,80}b\) Tuyên truyền/)
  expect(styles).toContain('w:ascii="Times New Roman"')
  expect(styles).toMatch(/<w:docDefaults>.*<w:sz w:val="28"\/>.*<\/w:docDefaults>/)
})

test('typed text stays text', async () => {
  const { document } = await documentXml()
  expect(document).toContain('*đậm* &lt;không&gt;')
})

test('both heading rows of a table repeat on every page and every figure has its cell', async () => {
  const { document } = await documentXml(samplePaper({ blocks: [sampleTable(30, 5, false)], appendices: [] }))
  expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(2)
  expect(document.match(/Chi bộ Hoa Phượng/g)).toHaveLength(30)
  expect(document).toContain('<w:gridSpan w:val="2"/>')
})

test('a wide table gets a landscape section of its own, with the margins of the layout, and the paper goes on upright', async () => {
  const { document } = await documentXml(
    samplePaper({ blocks: [sampleTable(3, 12, true), { kind: 'paragraph', text: 'sau' }], appendices: [] }),
  )
  const sections = document.match(/<w:sectPr>.*?<\/w:sectPr>/g) ?? []
  expect(sections.map((s) => s.includes('w:orient="landscape"'))).toEqual([false, true, false])
  expect(sections[1]).toContain(`w:w="${twips(297)}"`)
  for (const section of sections) expect(section).toMatch(new RegExp(`w:right="${twips(15)}".*w:left="${twips(30)}"`))
})
