// How a page of the product uses the component, as docs/connect.md tells; and what its types have to refuse.
import { CalendlyConnect } from './connect.js'
import type { CalendlyConnection, CalendlyState, CalendlyTexts } from './connect.js'

const element = document.querySelector('calendly-connect')!
const same: CalendlyConnect = element
const made: CalendlyConnect = document.createElement('calendly-connect')

element.fetchToken = async () => (await fetch('/calendly-token', { method: 'POST' })).text()
element.fetchToken = () => 'token'
element.fetchToken = undefined

element.texts = { connect: 'Kalender verbinden', access_denied: 'Nein', keep: '{account} behalten' }
const texts: CalendlyTexts = element.texts

const state: CalendlyState = element.state
const connection: CalendlyConnection | undefined = element.connection
const progress: number = connection?.sync?.events ?? 0

async function all(): Promise<void> {
  await element.connect()
  await element.reconnect()
  await element.switchAccount()
  await element.disconnect()
  await element.refresh()
}

element.addEventListener('calendly-state', event => {
  const now: CalendlyState = event.detail.state
  const why: string | undefined = event.detail.reason
})
document.addEventListener('calendly-connected', event => event.detail.account?.email?.length)
document.addEventListener('calendly-before-disconnect', event => event.preventDefault())
document.addEventListener('calendly-disconnected', event => event.detail)
window.addEventListener('calendly-error', event => event.detail.code.length + (event.detail.detail?.length ?? 0))

// @ts-expect-error no such state
const wrong: CalendlyState = 'connectd'
// @ts-expect-error a token, not a function
element.fetchToken = 'token'
// @ts-expect-error a function that gives no token
element.fetchToken = async () => 1
// @ts-expect-error no such text
element.texts = { conect: 'x' }
// @ts-expect-error only told
element.state = 'connected'
// @ts-expect-error the code is not at the top
document.addEventListener('calendly-error', event => event.code)

export { all, made, progress, same, state, texts, wrong }
