// What only a script can do on an article: print, read aloud, copy the address. The page is complete without it.
const extra = (name) => document.querySelector(`[data-extra="${name}"]`)

const print = extra('print')
if (print) {
  print.hidden = false
  print.addEventListener('click', () => window.print())
}

const listen = extra('listen')
if (listen && 'speechSynthesis' in window) {
  const voice = () => speechSynthesis.getVoices().find((one) => one.lang.startsWith('vi'))
  const offer = () => (listen.hidden = !voice())
  offer()
  speechSynthesis.addEventListener('voiceschanged', offer)
  listen.addEventListener('click', () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel()
      listen.textContent = 'Nghe'
      return
    }
    const parts = [...document.querySelectorAll('article h1, article .dek, article .tx')]
    parts.forEach((part, n) => {
      const said = new SpeechSynthesisUtterance(part.textContent)
      said.lang = 'vi-VN'
      said.voice = voice() ?? null
      if (n === parts.length - 1) said.onend = () => (listen.textContent = 'Nghe')
      speechSynthesis.speak(said)
    })
    listen.textContent = 'Dừng nghe'
  })
}

const share = extra('share')
if (share && navigator.clipboard) {
  share.addEventListener('click', async (event) => {
    event.preventDefault()
    if (navigator.share) await navigator.share({ title: document.title, url: share.href }).catch(() => {})
    else {
      await navigator.clipboard.writeText(share.href)
      share.textContent = 'Đã chép liên kết'
    }
  })
}
