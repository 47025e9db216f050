// What a hand gains where scripts run; every page is whole without it (docs/decisions/0012). One small file for all pages, no
// framework: it only listens to what the server has drawn, so nothing typed before it arrives is lost.

/** @typedef {(event: Event & { target: Element }) => void} Listener */
/** @param {string} name @param {Listener} listener @param {boolean} [early] */
const on = (name, listener, early = false) =>
  document.addEventListener(name, /** @type {EventListener} */ (listener), early)

// Menus close on a press elsewhere, and on Escape with the focus back on what opened them.
const closeMenus = (/** @type {Element | null} */ except) => {
  for (const menu of document.querySelectorAll('details.me[open]')) if (menu !== except) menu.removeAttribute('open')
}
on('pointerdown', ({ target }) => closeMenus(target.closest('details.me')))
on('keydown', (event) => {
  const key = /** @type {KeyboardEvent} */ (/** @type {unknown} */ (event))
  const menu = event.target.closest('details.me[open]')
  if (key.key === 'Escape' && menu) {
    menu.removeAttribute('open')
    menu.querySelector('summary')?.focus()
  }
  // "/" looks for something, as long as nobody is writing.
  if (
    key.key === '/' &&
    !key.ctrlKey &&
    !key.metaKey &&
    !key.altKey &&
    !event.target.closest('input, textarea, select')
  ) {
    const search = /** @type {HTMLInputElement | null} */ (document.querySelector('.sb input[type=search]'))
    if (search) {
      event.preventDefault()
      search.focus()
    }
  }
})

// A form is sent once; the way back makes it fresh again.
on('submit', (event) => {
  const form = event.target.closest('form.fm')
  if (!form) return
  if (form.getAttribute('aria-busy') === 'true') event.preventDefault()
  else form.setAttribute('aria-busy', 'true')
})
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form.fm[aria-busy]')) form.removeAttribute('aria-busy')
})

// Days: 21092023 and 21-9-2023 become 21/09/2023 on leaving the field; the browser's calendar is one press away.
const twoDigits = (/** @type {string | number} */ n) => String(n).padStart(2, '0')
on(
  'blur',
  ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches('.df .in')) return
    const [, day, month, year] = /^\s*(\d{1,2})\D?(\d{1,2})\D?(\d{4})\s*$/.exec(target.value) ?? []
    if (day && month && year && Number(day) <= 31 && Number(month) <= 12)
      target.value = `${twoDigits(day)}/${twoDigits(month)}/${year}`
  },
  true,
)
for (const field of document.querySelectorAll('.df')) {
  const text = /** @type {HTMLInputElement} */ (field.querySelector('.in'))
  const button = /** @type {HTMLButtonElement | null} */ (field.querySelector('.df-b'))
  const picker = /** @type {HTMLInputElement | null} */ (field.querySelector('.df-p'))
  if (!button || !picker || !('showPicker' in picker)) continue
  button.hidden = picker.hidden = false
  button.addEventListener('click', () => {
    picker.value = text.value.split('/').toReversed().join('-')
    picker.showPicker()
  })
  picker.addEventListener('change', () => {
    if (picker.value) text.value = picker.value.split('-').toReversed().join('/')
    text.focus()
  })
}

// Marks: totals as one goes, everybody at once, arrow keys over the people, an answer's first letter marks and moves on.
for (const grid of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.mg'))) {
  const rows = /** @type {HTMLElement[]} */ ([...grid.querySelectorAll('.mg-r')])
  const radiosOf = (/** @type {HTMLElement | undefined} */ row) =>
    /** @type {HTMLInputElement[]} */ ([...(row?.querySelectorAll('input[type=radio]') ?? [])])
  const write = (/** @type {string} */ name, /** @type {number | string} */ value) => {
    for (const place of grid.querySelectorAll(`[data-${name}]`)) place.textContent = String(value)
  }
  const tell = () => {
    const given = rows.map((row) => radiosOf(row).find((radio) => radio.checked))
    const sum = given.filter((radio) => radio?.dataset['counts'] !== undefined).length
    const hundredths = rows.length === 0 ? 0 : Math.floor((sum * 20000 + rows.length) / (2 * rows.length))
    write('sum', sum)
    write('rate', `${Math.floor(hundredths / 100)},${twoDigits(hundredths % 100)}%`)
    write('open', given.filter((radio) => !radio).length)
    // Money beside the marks: what was typed, else what is due, of those who count.
    const money = grid.closest('form')?.querySelector('[data-money]')
    if (money)
      money.textContent = new Intl.NumberFormat('vi-VN').format(
        rows.reduce((all, row, at) => {
          const field = /** @type {HTMLInputElement | null} */ (row.querySelector('[data-due]'))
          if (!field || given[at]?.dataset['counts'] === undefined) return all
          return all + Number(field.value.replace(/\D/g, '') || field.dataset['due'] || 0)
        }, 0),
      )
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (grid.querySelectorAll('[data-count]'))) {
      place.textContent = String(given.filter((radio) => radio?.value === place.dataset['count']).length)
    }
  }
  grid.addEventListener('change', tell)
  grid.addEventListener('input', tell)
  grid.querySelector('[name=all]')?.addEventListener('click', (event) => {
    event.preventDefault()
    for (const row of rows) {
      const [first] = radiosOf(row)
      if (first && !first.disabled) first.checked = true
    }
    tell()
  })
  const walk = (/** @type {HTMLElement} */ row, /** @type {1 | -1} */ by, /** @type {number} */ column) => {
    const radios = radiosOf(rows[rows.indexOf(row) + by])
    ;(radios.find((radio) => radio.checked) ?? radios[column] ?? radios[0])?.focus()
  }
  grid.addEventListener('keydown', (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target)
    const row = /** @type {HTMLElement | null} */ (input.closest('.mg-r'))
    if (input.type !== 'radio' || !row || event.ctrlKey || event.metaKey || event.altKey) return
    const radios = radiosOf(row)
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      return walk(row, event.key === 'ArrowDown' ? 1 : -1, radios.indexOf(input))
    }
    const hit = radios.findIndex(
      (radio) => radio.parentElement?.textContent?.trim()[0]?.toLowerCase() === event.key.toLowerCase(),
    )
    if (hit < 0) return
    event.preventDefault()
    radios[hit]?.click()
    walk(row, 1, hit)
  })
  tell()
}

// A tree narrows while one types, without marks; branches on the way to a hit stay and open.
const fold = (/** @type {string} */ text) =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')
for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('.tr-f'))) {
  const items = /** @type {HTMLElement[]} */ ([...(box.parentElement?.querySelectorAll('li') ?? [])])
  // Below before above: an item knows of hits under it when its turn comes.
  items.reverse()
  box.hidden = false
  box.addEventListener('input', () => {
    const words = fold(box.value.trim())
    for (const item of items) {
      const below = item.querySelector(':scope li:not([hidden])') !== null
      item.hidden = words !== '' && !below && !fold(item.querySelector('.tr-l')?.textContent ?? '').includes(words)
      if (words !== '' && below) item.querySelector(':scope > details')?.setAttribute('open', '')
    }
  })
}

// Long texts save themselves a pause after the last letter; sending the form by hand comes first.
const PAUSE_MS = 2500
for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[data-autosave]'))) {
  const says = /** @type {HTMLElement | null} */ (form.querySelector('[data-autosave-says]'))
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  let saving = false
  const save = async () => {
    if (saving || !says) return
    saving = true
    const { idempotencyKey: _, ...fields } = Object.fromEntries(new FormData(form))
    try {
      const answer = await fetch(form.dataset['autosave'] ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fields),
      })
      const result = await answer.json()
      if (answer.ok) /** @type {HTMLInputElement} */ (form.elements.namedItem('version')).value = result.version
      says.textContent = answer.ok ? (says.dataset['saved'] ?? '') : result.detail
    } catch {
      says.textContent = says.dataset['offline'] ?? ''
    } finally {
      saving = false
    }
  }
  form.addEventListener('input', () => {
    clearTimeout(timer)
    if (says) says.textContent = ''
    timer = setTimeout(save, PAUSE_MS)
  })
  form.addEventListener('submit', () => clearTimeout(timer), true)
}

// A slider over days tells at once where one stands, and goes there a moment after the last step, keeping the focus.
const GO_MS = 500
for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('.ts-s'))) {
  const range = /** @type {HTMLInputElement} */ (form.querySelector('[type=range]'))
  const says = form.querySelector('output')
  const words = new Map([...form.querySelectorAll('option')].map((option) => [option.value, option.label]))
  const key = `khoi.${range.name}`
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  form.querySelector('button')?.setAttribute('hidden', '')
  if (sessionStorage.getItem(key)) range.focus({ preventScroll: true })
  sessionStorage.removeItem(key)
  range.addEventListener('input', () => {
    clearTimeout(timer)
    const text = words.get(range.value) ?? ''
    range.setAttribute('aria-valuetext', text)
    if (says) says.textContent = text
  })
  range.addEventListener('change', () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      sessionStorage.setItem(key, '1')
      form.requestSubmit()
    }, GO_MS)
  })
}

// A node dragged onto another in a tree fills in the form that says so and sends it; choosing in the tree does the same without.
for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-drag]'))) {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById(place.dataset['drag'] ?? ''))
  if (!form) continue
  const boxOf = (/** @type {EventTarget | null} */ target) => {
    const row = /** @type {Element} */ (target).closest('.tr-u li > div')
    return { row, box: /** @type {HTMLInputElement | null} */ (row?.querySelector('input') ?? null) }
  }
  place.querySelector('[data-drag-hint]')?.removeAttribute('hidden')
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (
    place.querySelectorAll('.tr-u input:not(:disabled)')
  )) {
    box.closest('div')?.setAttribute('draggable', 'true')
  }
  /** @type {{ row: Element, value: string } | null} */
  let held = null
  /** @type {Element | null} */
  let over = null
  const mark = (/** @type {Element | null} */ row) => {
    over?.classList.remove('over')
    row?.classList.add('over')
    over = row
  }
  place.addEventListener('dragstart', (event) => {
    const { row, box } = boxOf(event.target)
    if (row && box) held = { row, value: box.value }
  })
  place.addEventListener('dragover', (event) => {
    const { row, box } = boxOf(event.target)
    // Not onto itself, nor onto what stands below it.
    const fits = held && row && box && !held.row.parentElement?.contains(row)
    mark(fits ? row : null)
    if (fits) event.preventDefault()
  })
  place.addEventListener('dragend', () => {
    mark(null)
    held = null
  })
  place.addEventListener('drop', (event) => {
    const { box } = boxOf(event.target)
    if (!held || !box) return
    event.preventDefault()
    const fields = /** @type {{ unit: HTMLInputElement, parent: HTMLInputElement }} */ (
      /** @type {unknown} */ (form.elements)
    )
    fields.unit.value = held.value
    fields.parent.value = box.value
    form.requestSubmit()
  })
}
