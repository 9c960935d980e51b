// <calendly-connect>: connects a Calendly account from a page of the product. Documented in docs/connect.md.
const HOME = new URL('.', import.meta.url).href
const STATES = 'loading not-connected connecting connected syncing degraded needs-reconnect error unavailable'.split(' ')
const WORDS = 'connect reconnect switch disconnect again retry'.split(' ')

// In the order of STATES and WORDS.
const TEXTS = Object.fromEntries(Object.entries({
  en: 'Loading…|Calendly is not connected.|Finish in the Calendly window.|Connected as {account}.|Connected as {account}. Reading your meetings…|Connected as {account}, but new meetings may be late.|Calendly needs your consent again.|That did not work.|Calendly cannot be reached right now.|Connect Calendly|Reconnect|Use another account|Disconnect|Start again|Try again',
  de: 'Lädt…|Calendly ist nicht verbunden.|Machen Sie im Calendly-Fenster weiter.|Verbunden als {account}.|Verbunden als {account}. Ihre Termine werden gelesen…|Verbunden als {account}, neue Termine können sich aber verspäten.|Calendly braucht Ihre Zustimmung noch einmal.|Das hat nicht geklappt.|Calendly ist gerade nicht erreichbar.|Calendly verbinden|Neu verbinden|Anderes Konto|Trennen|Von vorn beginnen|Noch einmal versuchen',
  fr: 'Chargement…|Calendly n’est pas connecté.|Continuez dans la fenêtre de Calendly.|Connecté en tant que {account}.|Connecté en tant que {account}. Lecture de vos rendez-vous…|Connecté en tant que {account}, mais les nouveaux rendez-vous peuvent tarder.|Calendly a de nouveau besoin de votre accord.|Cela n’a pas fonctionné.|Calendly est injoignable en ce moment.|Connecter Calendly|Reconnecter|Autre compte|Déconnecter|Recommencer|Réessayer',
  es: 'Cargando…|Calendly no está conectado.|Continúe en la ventana de Calendly.|Conectado como {account}.|Conectado como {account}. Leyendo sus reuniones…|Conectado como {account}, pero las reuniones nuevas pueden tardar.|Calendly necesita de nuevo su consentimiento.|No ha funcionado.|No se puede contactar con Calendly ahora.|Conectar Calendly|Volver a conectar|Otra cuenta|Desconectar|Empezar de nuevo|Reintentar',
  pt: 'A carregar…|O Calendly não está ligado.|Continue na janela do Calendly.|Ligado como {account}.|Ligado como {account}. A ler as suas reuniões…|Ligado como {account}, mas as novas reuniões podem demorar.|O Calendly precisa de novo do seu consentimento.|Não funcionou.|O Calendly não está acessível neste momento.|Ligar o Calendly|Ligar de novo|Outra conta|Desligar|Recomeçar|Tentar de novo',
  ja: '読み込み中…|Calendly は連携されていません。|Calendly のウィンドウで続けてください。|{account} として連携済みです。|{account} として連携済みです。予定を読み込んでいます…|{account} として連携済みですが、新しい予定の反映が遅れることがあります。|Calendly の同意がもう一度必要です。|うまくいきませんでした。|現在 Calendly に接続できません。|Calendly と連携|再連携|別のアカウント|連携を解除|最初からやり直す|再試行'
}).map(([language, all]) => {
  const texts = all.split('|')
  return [language, Object.fromEntries([...STATES, ...WORDS].map((name, at) => [name, texts[at]]))]
}))

// Which words stand on the buttons of a state; the first is the thing to do.
const ACTIONS = {
  'not-connected': ['connect'],
  connecting: ['again'],
  connected: ['switch', 'disconnect'],
  syncing: ['switch', 'disconnect'],
  degraded: ['reconnect', 'switch', 'disconnect'],
  'needs-reconnect': ['reconnect', 'switch', 'disconnect'],
  error: ['again'],
  unavailable: ['retry']
}

const CSS = `
:host { display: block; color-scheme: inherit; font: inherit; color: var(--calendly-connect-text, light-dark(#1b1f24, #e8eaed)) }
:host([hidden]) { display: none }
[part=root] { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; padding: var(--calendly-connect-padding, .75rem); border: 1px solid var(--calendly-connect-border, light-dark(#c4c7cc, #44474e)); border-radius: var(--calendly-connect-radius, .5rem); background: var(--calendly-connect-background, light-dark(#fff, #1b1d21)) }
[part=text] { flex: 1 1 14rem; min-inline-size: 0; overflow-wrap: anywhere }
[part=reason] { font-size: .875em }
[part=status], [part=reason] { margin: 0 }
[part=progress] { inline-size: 100% }
[part=actions] { display: flex; flex-wrap: wrap; gap: .5rem }
button { font: inherit; min-block-size: 2.5rem; padding-inline: 1rem; border-radius: .375rem; cursor: pointer; border: 1px solid var(--calendly-connect-accent, light-dark(#0b57d0, #a8c7fa)); color: var(--calendly-connect-accent, light-dark(#0b57d0, #a8c7fa)); background: none }
button.first { color: var(--calendly-connect-on-accent, light-dark(#fff, #062e6f)); background: var(--calendly-connect-accent, light-dark(#0b57d0, #a8c7fa)) }
button:focus-visible { outline: 3px solid currentColor; outline-offset: 2px }
[hidden] { display: none }
`

const pause = millis => new Promise(resolve => setTimeout(resolve, millis))
const make = (name, part, ...children) => {
  const element = document.createElement(name)
  element.setAttribute('part', part)
  element.append(...children)
  return element
}

// What the service refuses, or that it cannot be asked at all.
class Trouble extends Error {
  constructor(code, detail, status) {
    super(detail || code)
    Object.assign(this, { code, status })
  }
}

class CalendlyConnect extends HTMLElement {
  static observedAttributes = ['service', 'lang']

  #fetchToken
  #texts = {}
  #token
  #asked
  #ends = 0
  #tag
  #seen
  #going = false
  #tab
  #watch
  #channel
  #news = () => this.#heard()
  #shown = event => {
    const back = event.type === 'pageshow'
    if (back && !event.persisted) return
    // From the page that it went to itself.
    if (back) this.#going = false
    if (document.visibilityState === 'visible') this.#heard()
  }
  #status = make('p', 'status')
  #reason = make('p', 'reason')
  #progress = make('progress', 'progress')
  #actions = make('div', 'actions')

  constructor() {
    super()
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(CSS)
    root.adoptedStyleSheets = [sheet]
    this.#status.setAttribute('role', 'status')
    root.append(make('div', 'root',
      this.#slot('icon'),
      make('div', 'text', this.#slot('status', this.#status), this.#slot('reason', this.#reason), this.#progress),
      this.#slot('actions', this.#actions)))
  }

  #slot(name, ...content) {
    const slot = document.createElement('slot')
    slot.name = name
    slot.append(...content)
    return slot
  }

  connectedCallback() {
    this.#show('loading')
    // Set before the element was known.
    for (const name of ['fetchToken', 'texts']) {
      if (Object.hasOwn(this, name)) {
        const value = this[name]
        delete this[name]
        this[name] = value
      }
    }
    this.#channel = new BroadcastChannel('calendly-connect')
    this.#channel.addEventListener('message', this.#news)
    document.addEventListener('visibilitychange', this.#shown)
    window.addEventListener('pageshow', this.#shown)
    if (this.#fetchToken && !this.#asked) this.refresh()
  }

  disconnectedCallback() {
    this.#channel.close()
    document.removeEventListener('visibilitychange', this.#shown)
    window.removeEventListener('pageshow', this.#shown)
    this.#stop()
  }

  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) return
    if (name === 'service') this.#token = undefined
    this.#render()
  }

  get fetchToken() { return this.#fetchToken }
  set fetchToken(fetchToken) {
    this.#fetchToken = fetchToken
    this.#token = undefined
    if (this.isConnected && fetchToken) this.refresh()
  }

  get texts() { return this.#texts }
  set texts(texts) {
    this.#texts = texts ?? {}
    if (this.isConnected) this.#render()
  }

  get state() { return this.getAttribute('state') }
  get connection() { return this.#seen }

  connect() { return this.#go(false) }
  reconnect() { return this.#go(false) }
  switchAccount() { return this.#go(true) }

  async disconnect() {
    this.#stop()
    await this.#try(async () => {
      await this.#call('/connection', { method: 'DELETE' })
      this.#emit('disconnected', {})
      this.#tellTabs()
      await this.refresh()
    })
  }

  refresh() {
    return this.#try(async () => this.#take(await this.#call('')))
  }

  // To be called within a click: else the browser opens no window, and this page goes instead.
  async #go(another) {
    this.#stop()
    const tab = this.getAttribute('mode') === 'redirect' ? null : window.open('about:blank', '_blank', 'popup,width=560,height=760')
    // Whoever is shown there has no hold on this page.
    if (tab) tab.opener = null
    this.#tab = tab
    this.#going = false
    this.#show('connecting')
    const left = () => tab?.close()
    await this.#try(async () => {
      const reply = await this.#connect(another)
      // Not before: what is still heard of a session that was used is not about this one.
      this.#going = true
      if (reply.status === 'connected') {
        this.#take(await this.#call(''), true)
        return
      }
      const link = new URL(reply.authorization_url)
      if (tab) {
        link.searchParams.set('popup', '1')
        tab.location.replace(link.href)
        this.#take(await this.#call(''))
      } else {
        location.assign(link.href)
      }
    }, left)
  }

  async #connect(another) {
    const ask = () => this.#call('/connect', { method: 'POST', body: JSON.stringify({ switch_account: another }) })
    try {
      return await ask()
    } catch (trouble) {
      if (trouble.code !== 'session-used') throw trouble
      this.#token = undefined
      return ask()
    }
  }

  async #call(path, options = {}, last = false) {
    if (!this.#token) {
      this.#token = await this.#newToken()
      this.#ends = 0
    }
    const headers = { Authorization: 'Bearer ' + this.#token, ...options.headers }
    if (options.body) headers['Content-Type'] = 'application/json'
    let answer
    try {
      answer = await fetch(new URL('api/connect/session' + path, this.getAttribute('service') || HOME), {
        ...options, headers, cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer'
      })
    } catch (gone) {
      if (gone.name === 'AbortError') throw gone
      // An answer about a token that is not known any more may not be read from here.
      if (last || !this.#ends || Date.now() < this.#ends) throw new Trouble('unavailable', String(gone), 0)
      answer = { status: 401 }
    }
    if (answer.status === 401 && !last) {
      this.#token = undefined
      return this.#call(path, options, true)
    }
    if (answer.status === 204) return null
    const body = await answer.json().catch(() => ({}))
    if (!answer.ok) throw new Trouble((body.type || '').split(':').pop() || 'unavailable', body.detail, answer.status)
    if (body.session) {
      this.#tag = answer.headers.get('ETag')
      this.#ends = Date.parse(body.session.expires_at)
    }
    return body
  }

  async #newToken() {
    try {
      // One for all that wait for it.
      const token = await (this.#asked ??= Promise.resolve(this.#fetchToken()).finally(() => { this.#asked = undefined }))
      if (typeof token === 'string' && token) return token
    } catch (trouble) {
      throw new Trouble('token', String(trouble))
    }
    throw new Trouble('token', 'fetchToken gave no token')
  }

  // What the service says decides, however this page has learned to ask.
  #take(reply, done = false) {
    this.#seen = reply
    const { state, reason } = reply.session
    const ours = this.#going
    if (ours && (done || state === 'done')) {
      this.#going = false
      // A page of another site closes itself, once it has been read: nobody else may.
      if (done) this.#tab?.close()
      this.#emit('connected', { account: reply.account })
      this.#tellTabs()
    } else if (ours && state === 'failed') {
      this.#going = false
      this.#show('error', reason)
      this.#emit('error', { code: reason })
      return
    }
    this.#show(this.#going ? 'connecting' : this.#stateOf(reply), reply.reason)
    if (this.state === 'connecting' || this.state === 'syncing') this.#follow()
  }

  #stateOf({ status, sync }) {
    switch (status) {
      case 'active': return sync?.status === 'pending' ? 'syncing' : 'connected'
      case 'degraded': return 'degraded'
      case 'needs_reconnect': return 'needs-reconnect'
      default: return 'not-connected'
    }
  }

  // One held call at a time, for as long as something is under way.
  async #follow() {
    if (this.#watch) return
    const watch = this.#watch = new AbortController()
    let failures = 0
    while (!watch.signal.aborted && this.isConnected) {
      const token = this.#token
      try {
        const reply = await this.#call('?wait=25', { headers: { 'If-None-Match': this.#tag ?? '' }, signal: watch.signal })
        failures = 0
        // Nothing comes of a session that is over.
        if (this.#token !== token) this.#going = false
        this.#take(reply)
        if (this.state !== 'connecting' && this.state !== 'syncing') break
      } catch (trouble) {
        if (trouble.name === 'AbortError') return
        if (trouble.code === 'token' || ++failures > 5) {
          this.#stop()
          this.#tell(trouble)
          return
        }
        await pause(500 * 2 ** failures)
      }
    }
    if (this.#watch === watch) this.#watch = undefined
  }

  #stop() {
    this.#watch?.abort()
    this.#watch = undefined
  }

  #heard() {
    if (this.#fetchToken && this.state !== 'error') this.refresh()
  }

  #tellTabs() {
    this.#channel.postMessage('changed')
  }

  async #try(work, undo) {
    try {
      await work()
    } catch (trouble) {
      if (trouble.name === 'AbortError') return
      this.#going = false
      undo?.()
      this.#tell(trouble)
    }
  }

  #tell(trouble) {
    const away = trouble.code !== 'token' && (!trouble.status || trouble.status >= 500)
    this.#show(away ? 'unavailable' : 'error', trouble.message)
    this.#emit('error', { code: trouble.code ?? 'internal', detail: trouble.message })
  }

  #show(state, reason) {
    const before = this.state
    this.setAttribute('state', state)
    this.#reason.textContent = ['degraded', 'needs-reconnect', 'error', 'unavailable'].includes(state) ? reason ?? '' : ''
    this.#render()
    if (before !== state) this.#emit('state', { state, reason })
  }

  #text(name) {
    const wanted = this.closest('[lang]')?.lang || navigator.language || 'en'
    const texts = { ...(TEXTS[wanted.toLowerCase().split('-')[0]] ?? TEXTS.en), ...this.#texts }
    const account = this.#seen?.account
    return texts[name].replace('{account}', account?.email ?? account?.name ?? 'Calendly')
  }

  #render() {
    const state = this.state
    this.#status.textContent = this.#text(state)
    this.#reason.hidden = !this.#reason.textContent
    const sync = this.#seen?.sync
    this.#progress.hidden = state !== 'syncing'
    if (sync?.estimate) {
      this.#progress.max = sync.estimate
      this.#progress.value = Math.min(sync.events ?? 0, sync.estimate)
    } else {
      this.#progress.removeAttribute('value')
    }
    this.#progress.setAttribute('aria-label', this.#text(state))
    this.#buttons(ACTIONS[state] ?? [])
  }

  // Those that stay are kept, and so is the focus.
  #buttons(words) {
    const kept = Object.fromEntries([...this.#actions.children].map(it => [it.dataset.word, it]))
    const all = words.map((word, at) => {
      const button = kept[word] ?? this.#button(word)
      button.textContent = this.#text(word)
      button.className = at === 0 && word !== 'switch' ? 'first' : ''
      return button
    })
    if (all.length !== this.#actions.children.length || all.some((it, at) => it !== this.#actions.children[at])) {
      this.#actions.replaceChildren(...all)
    }
  }

  #button(word) {
    const button = make('button', 'button ' + word)
    button.type = 'button'
    button.dataset.word = word
    const does = { switch: 'switchAccount', again: 'connect', retry: 'refresh' }
    button.addEventListener('click', () => this[does[word] ?? word]())
    return button
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent('calendly-' + name, { detail, bubbles: true, composed: true }))
  }
}

if (!customElements.get('calendly-connect')) customElements.define('calendly-connect', CalendlyConnect)
export { CalendlyConnect }
