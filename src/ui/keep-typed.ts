// What was typed or ticked before the page's scripts arrived must survive their arrival: taking a page over resets its controls to
// what the server drew. On a slow phone a person may have filled half a form by then.

interface Typed {
  form: number
  name: string
  index: number
  value: string
  checked: boolean
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const controls = (form: HTMLFormElement) =>
  [...form.elements].filter(
    (element): element is Control => 'name' in element && 'value' in element && element.localName !== 'button',
  )

const ticked = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox')

function touched(control: Control): boolean {
  if (ticked(control)) return control.checked !== control.defaultChecked
  if (control instanceof HTMLSelectElement)
    return [...control.options].some((option) => option.selected !== option.defaultSelected)
  return control.value !== control.defaultValue
}

let noted: Typed[] = []

/** Before the scripts take the page over: remembers every control a person has touched. */
export function noteTyped(): void {
  noted = [...document.forms].flatMap((form, at) =>
    controls(form).flatMap((control, index) =>
      touched(control)
        ? [{ form: at, name: control.name, index, value: control.value, checked: ticked(control) && control.checked }]
        : [],
    ),
  )
}

/** Afterwards: puts everything back as the person left it, with the events a hand would have caused. */
export function restoreTyped(): void {
  for (const { form, name, index, value, checked } of noted) {
    const control = document.forms[form] && controls(document.forms[form])[index]
    if (!control || control.name !== name) continue
    if (ticked(control)) {
      if (control.checked === checked) continue
      control.checked = checked
    } else {
      if (control.value === value) continue
      control.value = value
    }
    control.dispatchEvent(new Event('input', { bubbles: true }))
    control.dispatchEvent(new Event('change', { bubbles: true }))
  }
  noted = []
}
