// The component in every state that the service can answer with, and in the two that it cannot.
const all = document.getElementById('all')

for (const state of ['not-connected', 'connected', 'syncing', 'degraded', 'needs-reconnect', 'unavailable', 'error', 'loading']) {
  const heading = document.createElement('h2')
  heading.textContent = state
  const element = document.createElement('calendly-connect')
  element.setAttribute('service', new URL(`/connect/preview/${state}/`, location.href).href)
  if (state === 'error') element.fetchToken = async () => { throw new Error('The product gave no token.') }
  else if (state !== 'loading') element.fetchToken = async () => 'preview'
  all.append(heading, element)
}

const choose = (id, apply) => document.getElementById(id).addEventListener('change', event => apply(event.target.value))
choose('language', value => {
  document.documentElement.lang = value
  for (const element of all.querySelectorAll('calendly-connect')) element.texts = {}
})
choose('theme', value => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`:root { color-scheme: ${value} }`)
  document.adoptedStyleSheets = [sheet]
})
choose('direction', value => { document.documentElement.dir = value })
