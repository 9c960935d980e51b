// Tells other tabs of this origin, and closes a pop-up that has no more to say.
const result = document.getElementById('result')
new BroadcastChannel('calendly-connect').postMessage('changed')
if ('popup' in result.dataset) {
  const button = document.getElementById('close')
  const left = document.getElementById('left')
  const close = () => {
    window.close()
    setTimeout(() => { left.hidden = false }, 300)
  }
  button.addEventListener('click', close)
  button.hidden = false
  if (result.dataset.outcome === 'done') setTimeout(() => window.close(), 500)
}
