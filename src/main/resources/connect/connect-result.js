// Looks how it went until that is known; then tells other tabs of this origin, and closes a pop-up that has no more to say.
const result = document.getElementById('result')
const { outcome } = result.dataset

// The page is loaded anew once it says something else, not before: nobody's reading is disturbed. More and more seldom.
const look = (after = 1000) => setTimeout(async () => {
  const known = await fetch(location.href, { redirect: 'manual', cache: 'no-store', signal: AbortSignal.timeout(60e3) })
    .then(async page => page.type === 'opaqueredirect' || page.status < 500 && !(await page.text()).includes('data-outcome="waiting"'))
    .catch(() => false)
  if (known) location.reload()
  else look(Math.min(after * 1.2, 10_000))
}, after)

if (outcome === 'waiting') look()
else new BroadcastChannel('calendly-connect').postMessage('changed')

if ('popup' in result.dataset) {
  const button = document.getElementById('close')
  const closes = document.getElementById('closes')
  const stays = () => {
    closes?.remove()
    document.getElementById('left').hidden = false
    document.getElementById('back')?.parentElement.removeAttribute('hidden')
  }
  // A browser may refuse, and says so to nobody: whoever is still here a moment later is told.
  const close = () => {
    window.close()
    setTimeout(stays, 300)
  }
  button.addEventListener('click', close)
  button.hidden = false
  if (closes) {
    closes.hidden = false
    setTimeout(close, 500)
  }
}
