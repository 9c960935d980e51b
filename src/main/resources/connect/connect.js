// <calendly-connect>: connects a Calendly account from a page of the product. Documented in docs/connect.md.
const HOME = new URL('.', import.meta.url).href
// States, buttons, why an attempt failed (WHY), and why something is late (LATE).
const NAMES = 'loading not-connected connecting connected syncing degraded needs-reconnect error unavailable connect reconnect switch disconnect again retry keep access_denied state_invalid state_expired browser_mismatch exchange_failed token too-many-attempts calendly_unavailable consent plan refused waiting ended'.split(' ')
const WHY = NAMES.slice(16, 24)
const LATE = NAMES.slice(24)

// In the order of NAMES; what is missing is said as the last state is, but for LATE in English, which the service says itself, and
// better.
const TEXTS = Object.fromEntries(Object.entries({
  de: 'Lädt…|Calendly ist nicht verbunden.|Machen Sie im Calendly-Fenster weiter.|Verbunden als {account}.|Verbunden als {account}. Ihre Termine werden gelesen…|Verbunden als {account}, neue Termine können sich aber verspäten.|Calendly braucht Ihre Zustimmung noch einmal.|Das hat nicht geklappt.|Calendly ist gerade nicht erreichbar.|Calendly verbinden|Neu verbinden|Anderes Konto|Trennen|Von vorn beginnen|Noch einmal versuchen|Bei {account} bleiben|Sie haben nicht zugestimmt, deshalb wurde nichts verbunden.|Die Antwort von Calendly gehörte nicht zu diesem Versuch.|Es hat länger als zehn Minuten gedauert.|Es wurde in einem anderen Browser abgeschlossen, oder der Browser speichert keine Cookies.|Calendly hat die Zustimmung nicht angenommen.|Diese Seite hat gerade keinen Zugang. Laden Sie sie neu und versuchen Sie es noch einmal.|Zu viele Versuche. Bitte warten Sie einige Minuten.||Eine neue Zustimmung ist nötig: bitte neu verbinden.|Der Calendly-Tarif erlaubt keine laufenden Aktualisierungen.|Calendly lehnt laufende Aktualisierungen ab.|Das behebt sich von selbst.|Die frühere Zustimmung gilt nicht mehr.',
  en: 'Loading…|Calendly is not connected.|Finish in the Calendly window.|Connected as {account}.|Connected as {account}. Reading your meetings…|Connected as {account}, but new meetings may be late.|Calendly needs your consent again.|That did not work.|Calendly cannot be reached right now.|Connect Calendly|Reconnect|Use another account|Disconnect|Start again|Try again|Keep {account}|Consent was not given, so nothing was connected.|The answer from Calendly did not belong to this attempt.|It took longer than ten minutes.|It was finished in another browser, or the browser keeps no cookies.|Calendly did not accept the consent.|This page has no access right now. Reload it and try again.|Too many attempts. Please wait a few minutes.',
  fr: 'Chargement…|Calendly n’est pas connecté.|Continuez dans la fenêtre de Calendly.|Connecté en tant que {account}.|Connecté en tant que {account}. Lecture de vos rendez-vous…|Connecté en tant que {account}, mais les nouveaux rendez-vous peuvent tarder.|Calendly a de nouveau besoin de votre accord.|Cela n’a pas fonctionné.|Calendly est injoignable en ce moment.|Connecter Calendly|Reconnecter|Autre compte|Déconnecter|Recommencer|Réessayer|Garder {account}|Vous n’avez pas donné votre accord, donc rien n’a été connecté.|La réponse de Calendly ne correspondait pas à cette tentative.|Cela a pris plus de dix minutes.|Terminé dans un autre navigateur, ou le navigateur refuse les cookies.|Calendly n’a pas accepté l’accord.|Cette page n’a pas accès en ce moment. Rechargez-la et réessayez.|Trop de tentatives. Veuillez attendre quelques minutes.||Un nouvel accord est nécessaire : reconnectez-vous.|Le forfait Calendly ne permet pas les mises à jour en direct.|Calendly refuse les mises à jour en direct.|Cela se rétablira tout seul.|L’accord précédent n’est plus valable.',
  pt: 'A carregar…|O Calendly não está conectado.|Continue na janela do Calendly.|Conectado como {account}.|Conectado como {account}. A ler as suas reuniões…|Conectado como {account}, mas as novas reuniões podem demorar.|O Calendly precisa de novo do seu consentimento.|Não funcionou.|O Calendly não está acessível neste momento.|Conectar o Calendly|Conectar de novo|Outra conta|Desconectar|Recomeçar|Tentar de novo|Manter {account}|O consentimento não foi dado, por isso nada foi conectado.|A resposta do Calendly não pertencia a esta tentativa.|Demorou mais de dez minutos.|Foi concluído em outro navegador, ou o navegador não guarda cookies.|O Calendly não aceitou o consentimento.|Esta página não tem acesso neste momento. Recarregue-a e tente de novo.|Demasiadas tentativas. Aguarde alguns minutos.||É preciso um novo consentimento: conecte de novo.|O plano do Calendly não permite atualizações em direto.|O Calendly recusa as atualizações em direto.|Resolve-se sozinho.|O consentimento anterior já não é válido.',
  es: 'Cargando…|Calendly no está conectado.|Continúe en la ventana de Calendly.|Conectado como {account}.|Conectado como {account}. Leyendo sus reuniones…|Conectado como {account}, pero las reuniones nuevas pueden tardar.|Calendly necesita de nuevo su consentimiento.|No ha funcionado.|No se puede contactar con Calendly ahora.|Conectar Calendly|Volver a conectar|Otra cuenta|Desconectar|Empezar de nuevo|Reintentar|Seguir con {account}|No se dio el consentimiento, así que no se conectó nada.|La respuesta de Calendly no correspondía a este intento.|Tardó más de diez minutos.|Se completó en otro navegador, o el navegador no guarda cookies.|Calendly no aceptó el consentimiento.|Esta página no tiene acceso ahora. Vuelva a cargarla e inténtelo de nuevo.|Demasiados intentos. Espere unos minutos.||Hace falta un nuevo consentimiento: vuelva a conectar.|El plan de Calendly no permite actualizaciones en directo.|Calendly rechaza las actualizaciones en directo.|Se resolverá solo.|El consentimiento anterior ya no es válido.',
  ja: '読み込み中…|Calendly は連携されていません。|Calendly のウィンドウで続けてください。|{account} として連携済みです。|{account} として連携済みです。予定を読み込んでいます…|{account} として連携済みですが、新しい予定の反映が遅れることがあります。|Calendly の同意がもう一度必要です。|うまくいきませんでした。|現在 Calendly に接続できません。|Calendly と連携|再連携|別のアカウント|連携を解除|最初からやり直す|再試行|{account} のまま使う|同意されなかったため、連携されませんでした。|Calendly からの応答がこの操作のものではありませんでした。|10分以上かかりました。|別のブラウザーで完了したか、ブラウザーが Cookie を保存していません。|Calendly が同意を受け付けませんでした。|現在このページからは接続できません。再読み込みして、もう一度お試しください。|試行回数が多すぎます。数分お待ちください。||新しい同意が必要です。再連携してください。|Calendly のプランではリアルタイム更新を利用できません。|Calendly がリアルタイム更新を拒否しています。|自動的に復旧します。|以前の同意は無効になりました。'
}).map(([language, all]) => {
  const texts = all.split('|')
  return [language, Object.fromEntries(NAMES.map((name, at) => [name, texts[at] || texts[8]]))]
}))

// Which words stand on the buttons of a state; the first is the thing to do.
const ACTIONS = {
  'not-connected': 'connect',
  connecting: 'again',
  connected: 'switch disconnect',
  syncing: 'switch disconnect',
  degraded: 'reconnect switch disconnect',
  'needs-reconnect': 'reconnect switch disconnect',
  error: 'again',
  unavailable: 'retry'
}

const sheet = new CSSStyleSheet()
sheet.replaceSync(`
:host{display:block;color-scheme:inherit;font:inherit;color:var(--calendly-connect-text,light-dark(#1b1f24,#e8eaed))}
[part=root]{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem .75rem;padding:var(--calendly-connect-padding,.75rem);border:1px solid var(--calendly-connect-border,light-dark(#c4c7cc,#44474e));border-radius:var(--calendly-connect-radius,.5rem);background:var(--calendly-connect-background,light-dark(#fff,#1b1d21))}
[part=text]{flex:1 1 14rem;min-inline-size:0;overflow-wrap:anywhere}
[part=reason]{font-size:.875em}
[part=progress]{inline-size:100%}
[part=actions]{display:flex;flex-wrap:wrap;gap:.5rem}
p{margin:0}
button{font:inherit;min-block-size:2.5rem;padding-inline:1rem;border-radius:.375rem;cursor:pointer;border:1px solid var(--calendly-connect-accent,light-dark(#0b57d0,#a8c7fa));color:var(--calendly-connect-accent,light-dark(#0b57d0,#a8c7fa));background:none}
button.first{color:var(--calendly-connect-on-accent,light-dark(#fff,#062e6f));background:var(--calendly-connect-accent,light-dark(#0b57d0,#a8c7fa))}
button:focus-visible{outline:3px solid var(--calendly-connect-accent,light-dark(#0b57d0,#a8c7fa));outline-offset:2px}
:host([hidden]),[hidden]{display:none}
`)

// How it went where the browser has come back from, for the first element that can tell.
let landed = new URLSearchParams(location.search)

const pause = millis => new Promise(resolve => setTimeout(resolve, millis))
const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

// What the service refuses, or that it cannot be asked at all.
const trouble = (code, detail, status) => Object.assign(new Error(detail || code), { code, status })

export class CalendlyConnect extends HTMLElement {
  static observedAttributes = ['service', 'lang']

  #fetchToken
  #texts = {}
  #token
  #asked
  #life = new AbortController()
  #ends = 0
  #known = 0
  #tag
  #seen
  #why
  #turn = 0
  #going = false
  #tab
  #watch
  #channel
  #here
  #languages = new MutationObserver(() => this.#render())
  #news = () => this.#heard()
  #shown = event => {
    const back = event.type === 'pageshow'
    if (back && !event.persisted) return
    // From the page that it went to itself.
    if (back) {
      this.#going = false
      this.#show('loading')
    }
    if (document.visibilityState === 'visible') this.#heard()
  }
  #status = make('p', { part: 'status', role: 'status' })
  #reason = make('p', { part: 'reason' })
  #progress = make('progress', { part: 'progress' })
  #actions = make('div', { part: 'actions' })

  constructor() {
    super()
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true })
    root.adoptedStyleSheets = [sheet]
    const slot = (name, ...content) => make('slot', { name }, ...content)
    root.append(make('div', { part: 'root' },
      slot('icon'),
      make('div', { part: 'text' }, slot('status', this.#status), slot('reason', this.#reason), this.#progress),
      slot('actions', this.#actions)))
  }

  connectedCallback() {
    // Put elsewhere on the page, it goes on where it was.
    this.#seen ? this.#render() : this.#show('loading')
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
    this.#languages.observe(document, { attributeFilter: ['lang'], subtree: true })
    this.#here = new AbortController()
    // When something may have happened elsewhere: a window was closed, a tab come back to.
    for (const name of ['visibilitychange', 'pageshow', 'online', 'focus']) window.addEventListener(name, this.#shown, this.#here)
    if (this.#fetchToken && !this.#asked) this.refresh()
  }

  disconnectedCallback() {
    this.#channel.close()
    this.#channel = undefined
    this.#languages.disconnect()
    this.#here.abort()
    this.#stop()
  }

  attributeChangedCallback(name, before, now) {
    // Before the element is on the page there is nothing to show.
    if (!this.#channel || before === now) return
    name === 'service' ? this.#anew() : this.#render()
  }

  get fetchToken() { return this.#fetchToken }
  set fetchToken(fetchToken) {
    if (fetchToken === this.#fetchToken) return
    this.#fetchToken = fetchToken
    // A page that is rendered again while somebody consents still waits for the same session.
    if (this.state !== 'connecting' || !fetchToken) this.#anew()
  }

  get texts() { return this.#texts }
  set texts(texts) {
    this.#texts = Object.fromEntries(Object.entries(texts ?? {}).filter(it => typeof it[1] === 'string'))
    if (this.isConnected) this.#render()
  }

  get #service() { return this.getAttribute('service') || HOME }
  get state() { return this.getAttribute('state') }
  get connection() { return this.#seen }

  connect() { return this.#go(false) }
  reconnect() { return this.#go(false) }
  switchAccount() { return this.#go(true) }

  // Maybe somebody else's: what was under way is not theirs.
  #anew() {
    this.#stop()
    this.#life.abort()
    this.#life = new AbortController()
    this.#going = false
    this.#token = this.#asked = undefined
    if (!this.isConnected) return
    if (this.#fetchToken) return this.refresh()
    this.#turn++
    this.#seen = undefined
    this.#show('loading')
  }

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
    const turn = ++this.#turn
    return this.#try(async () => {
      const reply = await this.#call('')
      // Of two answers the later one's question counts.
      if (turn === this.#turn) this.#take(reply)
    })
  }

  // What was begun is left as it is: the account that is connected stays.
  keep() {
    this.#stop()
    this.#going = false
    this.#tab = undefined
    return this.refresh()
  }

  // To be called within a click: else the browser opens no window, and this page goes instead.
  async #go(another) {
    this.#stop()
    this.#turn++
    const tab = this.getAttribute('mode') === 'redirect' ? null : window.open('about:blank', '_blank', 'popup,width=560,height=760')
    if (tab) this.#begin(tab)
    this.#tab = tab
    this.#going = false
    this.#show('connecting')
    await this.#try(async () => {
      const reply = await this.#connect(another)
      // Left, or begun anew, before there was an answer.
      if (this.#tab !== tab) return tab?.close()
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
        // Whoever consents there is not told that it failed because one answer was lost here.
        this.#follow()
      } else {
        // Not within a frame, where our pages show nothing.
        window.top.location.href = link.href
      }
    }, () => tab?.close())
  }

  // Whoever is shown there has no hold on this page.
  #begin(tab) {
    tab.opener = null
    const { body } = tab.document
    tab.document.title = body.textContent = this.#text('loading')
    body.style.cssText = 'color-scheme: light dark; font: 1rem system-ui'
  }

  async #connect(another) {
    const ask = () => this.#call('/connect', { method: 'POST', body: JSON.stringify({ switch_account: another }) })
    // What has led to a connection leads to no other.
    if (this.#seen?.session.state === 'done') this.#token = undefined
    try {
      return await ask()
    } catch (gone) {
      if (gone.code !== 'session-used') throw gone
      this.#token = undefined
      return ask()
    }
  }

  async #call(path, options = {}, last = false) {
    const { signal } = this.#life
    if (this.#ends && Date.now() >= this.#ends) this.#token = undefined
    if (!this.#token) {
      this.#ends = this.#known = 0
      this.#token = await this.#newToken(signal)
    }
    const headers = { Authorization: 'Bearer ' + this.#token, ...options.headers }
    if (options.body) headers['Content-Type'] = 'application/json'
    let answer
    try {
      answer = await fetch(new URL('api/connect/session' + path, this.#service), {
        ...options, headers, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', signal: AbortSignal.any([options.signal, AbortSignal.timeout(60e3)].filter(Boolean))
      })
    } catch (gone) {
      if (gone.name === 'AbortError') throw gone
      signal.throwIfAborted()
      // An answer about a token that is not known, or of another site's page, may not be read from here: all that can be
      // known is whether somebody answers.
      if (last || Date.now() < (this.#known || Infinity)) {
        if (this.#known || await this.#isAway()) throw trouble('unavailable', gone)
        this.#token = undefined
        throw trouble('token', gone)
      }
      answer = { status: 401 }
    }
    // What was sent for somebody is done, whoever is shown by now; nothing is sent again for somebody else.
    if (answer.status === 204) return null
    const body = await answer.json?.().catch(() => ({}))
    signal.throwIfAborted()
    if (answer.status === 401 && !last) {
      this.#token = undefined
      return this.#call(path, options, true)
    }
    if (!answer.ok) throw trouble(body.type?.split(':').pop() || 'unavailable', body.detail, answer.status)
    if (body.session) {
      this.#tag = answer.headers.get('ETag')
      // By a clock that is ahead it would have ended before it began.
      const ends = Date.parse(body.session.expires_at)
      if (!this.#known && ends > Date.now()) this.#ends = ends
      this.#known = ends
    }
    return body
  }

  // As far as a page may ask that has no access.
  #isAway() {
    return fetch(new URL('connect.js', this.#service), { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(60e3) }).then(() => 0, () => 1)
  }

  async #newToken(signal) {
    try {
      // One for all that wait for it.
      const asked = this.#asked ??= Promise.race([this.#fetchToken(), pause(15e3)]).finally(() => {
        if (this.#asked === asked) this.#asked = undefined
      })
      const token = await asked
      signal.throwIfAborted()
      // What a page of somebody's sign-in says is none.
      if (typeof token === 'string' && /^[\w-]+$/.test(token.trim())) return token.trim()
    } catch (gone) {
      signal.throwIfAborted()
      throw trouble('token', gone)
    }
    throw trouble('token', 'fetchToken gave no token')
  }

  // What the service says decides, however this page has learned to ask.
  #take(reply, done = false) {
    this.#seen = reply
    const { state, reason } = reply.session
    const ours = this.#going
    const how = ours || landed?.get('calendly')
    const why = landed?.get('reason')
    landed = undefined
    if (how === 'error' && !this.#isWell() && WHY.includes(why)) return this.#fail(why)
    if (ours && (done || state === 'done')) {
      this.#going = false
      // A page of another site closes itself, once it has been read: nobody else may.
      if (done) this.#tab?.close()
      this.#emit('connected', { account: reply.account })
      this.#tellTabs()
    } else if (ours && state === 'failed') {
      this.#going = false
      return this.#fail(reason)
    }
    this.#show(this.#going ? 'connecting' : this.#stateOf(reply), reply.reason)
    if (how === 'connected' && this.#isWell()) this.#emit('connected', { account: reply.account })
    if (this.state === 'connecting' || this.state === 'syncing') this.#follow()
  }

  #fail(code) {
    this.#show('error', code)
    this.#emit('error', { code })
  }

  #isWell() {
    return ['active', 'degraded'].includes(this.#seen?.status)
  }

  #stateOf({ status, sync }) {
    if (status === 'active') return sync?.status === 'pending' ? 'syncing' : 'connected'
    return { degraded: status, needs_reconnect: 'needs-reconnect' }[status] ?? 'not-connected'
  }

  // One held call at a time, for as long as something is under way. One whose connection has died is given up, as any other is.
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
      } catch (gone) {
        if (gone.name === 'AbortError') return
        if (gone.code === 'token' || ++failures > 5) {
          this.#stop()
          this.#tell(gone)
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
    // What has just begun is not disturbed, and an error stays until it was read.
    if (!this.#fetchToken || this.state === 'error' && this.#why !== 'token' || this.state === 'connecting' && !this.#going) return
    this.refresh()
  }

  #tellTabs() {
    this.#channel?.postMessage('changed')
  }

  async #try(work, undo) {
    try {
      await work()
    } catch (gone) {
      undo?.()
      if (gone.name === 'AbortError') return
      this.#going = false
      this.#tell('status' in gone ? gone : trouble('internal', gone))
    }
  }

  #tell({ code, message, status }) {
    const away = code !== 'token' && (!status || status >= 500)
    this.#show(away ? 'unavailable' : 'error', WHY.includes(code) ? code : message)
    this.#emit('error', { code, detail: message })
  }

  // A reason is the name of a text of ours, or a sentence of the service.
  #show(state, reason) {
    const before = this.state
    this.#why = ['degraded', 'needs-reconnect', 'error'].includes(state) ? reason : undefined
    this.setAttribute('state', state)
    this.#render()
    if (before !== state) this.#emit('state', { state, reason })
  }

  #language() {
    for (let at = this; at; at = at.getRootNode().host) {
      const { lang } = at.closest('[lang]') ?? {}
      if (lang) return lang
    }
    return navigator.language || 'en'
  }

  get #wanted() {
    return this.#language().toLowerCase().split('-')[0]
  }

  #spoken(wanted) {
    return wanted in TEXTS ? wanted : 'en'
  }

  #text(name, element) {
    const wanted = this.#wanted
    const language = this.#spoken(wanted)
    // What is read out in which voice.
    if (element) element.lang = name in this.#texts ? wanted : language
    const account = this.#seen?.account
    const text = (this.#texts[name] ?? TEXTS[language][name])
      .replace('{account}', () => `\u2068${account?.email ?? account?.name ?? 'Calendly'}\u2069`)
    if (element && element.textContent !== text) element.textContent = text
    return text
  }

  #render() {
    const state = this.state
    this.#text(state, this.#status)
    const { events, estimate } = this.#seen?.sync ?? {}
    this.#because(state === 'syncing' && events ? [events, estimate] : [])
    this.#progress.hidden = state !== 'syncing'
    if (estimate) {
      this.#progress.max = estimate
      this.#progress.value = Math.min(events ?? 0, estimate)
    } else {
      this.#progress.removeAttribute('value')
    }
    this.#progress.ariaLabel = this.#text(state)
    this.#buttons([...ACTIONS[state]?.split(' ') ?? [], ...['error', 'connecting'].includes(state) && this.#isWell() ? ['keep'] : []])
  }

  // Short, in the language of the page; who reads English reads what the service says.
  #late() {
    const code = this.#why && this.#seen?.reason === this.#why ? this.#seen.reason_code : ''
    return LATE.includes(code) && (code in this.#texts || this.#spoken(this.#wanted) !== 'en') ? code : undefined
  }

  // Not part of the status, which is read out whenever it changes.
  #because(progress) {
    const reason = this.#reason
    const why = this.#late() ?? this.#why ?? progress.filter(Boolean).map(it => it.toLocaleString(this.#language())).join(' / ')
    // How far a sync has come is not read out each time.
    reason.ariaLive = progress[0] ? 'off' : 'polite'
    if (WHY.includes(why) || LATE.includes(why)) {
      this.#text(why, reason)
    } else {
      reason.textContent = why
      reason.lang = this.#why ? 'en' : ''
    }
  }

  // Those that stay are kept, and so is the focus.
  #buttons(words) {
    const shown = [...this.#actions.children]
    const all = words.map((word, at) => {
      const button = shown.find(it => it.word === word) ?? this.#button(word)
      this.#text(word, button)
      button.className = at === 0 && word !== 'switch' ? 'first' : ''
      return button
    })
    if (all.length !== shown.length || all.some((it, at) => it !== shown[at])) {
      const focused = this.shadowRoot.activeElement
      this.#actions.replaceChildren(...all)
      // Nobody is thrown to the top of the page.
      if (focused) (focused.isConnected ? focused : all[0])?.focus()
    }
  }

  #button(word) {
    const button = make('button', { part: 'button ' + word, type: 'button', word })
    const does = { switch: 'switchAccount', again: 'connect', retry: 'refresh' }
    button.addEventListener('click', event => {
      // The second half of a double click is on whatever is there by then.
      if (event.detail > 1) return
      if (word !== 'disconnect' || this.#emit('before-disconnect', {}, true)) this[does[word] ?? word]()
    })
    return button
  }

  #emit(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent('calendly-' + name, { detail, cancelable, bubbles: true, composed: true }))
  }
}

customElements.get('calendly-connect') ?? customElements.define('calendly-connect', CalendlyConnect)
