// The component in every state: those that the service answers with, and those that it cannot.
const all = document.getElementById('all')
const STATES = ['not-connected', 'connecting', 'connected', 'syncing', 'degraded', 'needs-reconnect', 'error', 'unavailable', 'loading']

for (const state of STATES) {
  const heading = document.createElement('h2')
  heading.textContent = state
  const element = document.createElement('calendly-connect')
  element.id = state
  element.setAttribute('service', new URL(`/connect/preview/${state}/`, location.href).href)
  if (state === 'error') element.fetchToken = async () => { throw new Error('The product gave no token.') }
  else if (state !== 'loading' && state !== 'connecting') element.fetchToken = async () => 'preview'
  all.append(heading, element)
}
// Nobody is asked to consent to a preview: it only looks so.
const connecting = document.getElementById('connecting')
connecting.setAttribute('state', 'connecting')
connecting.texts = {}
// Its buttons would lead to a service that is not there.
all.addEventListener('click', event => event.stopPropagation(), true)

const choose = (id, apply) => document.getElementById(id).addEventListener('change', event => apply(event.target.value))
choose('language', value => { document.documentElement.lang = value })
choose('theme', value => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`:root { color-scheme: ${value} }`)
  document.adoptedStyleSheets = [sheet]
})
choose('direction', value => { document.documentElement.dir = value })
