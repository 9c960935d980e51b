/** How it stands: the attribute `state`. */
export type CalendlyState =
  | 'loading' | 'not-connected' | 'connecting' | 'connected' | 'syncing'
  | 'degraded' | 'needs-reconnect' | 'error' | 'unavailable'

/** Why an attempt failed, as far as there is a text for it. */
export type CalendlyReason =
  | 'access_denied' | 'state_invalid' | 'state_expired' | 'browser_mismatch' | 'exchange_failed' | 'calendly_unavailable'
  | 'token' | 'too-many-attempts'

/** Why new meetings may be late, or a new consent is needed; in English the service itself says it at greater length. */
export type CalendlyLateness = 'consent' | 'plan' | 'refused' | 'waiting' | 'ended'

/** What can be said otherwise; `{account}` is the e-mail address of the connected account. */
export type CalendlyTexts = Partial<Record<
  | CalendlyState | CalendlyReason | CalendlyLateness
  | 'connect' | 'reconnect' | 'switch' | 'disconnect' | 'again' | 'retry' | 'keep', string>>

export interface CalendlyAccount {
  uri: string
  name?: string
  email?: string
  organization_uri: string
  timezone?: string
}

export interface CalendlyConnection {
  status: 'not_connected' | 'active' | 'degraded' | 'needs_reconnect' | 'disconnected'
  reason?: string
  reason_code?: CalendlyLateness
  account?: CalendlyAccount
  sync?: { status: string, events?: number, estimate?: number, meetings: number }
  session: { state: 'open' | 'consenting' | 'done' | 'failed', reason?: string, expires_at: string }
}

export class CalendlyConnect extends HTMLElement {
  /**
   * Gives the token of a session that the product's backend has made, within 15 seconds. Asked again when it has ended. Another
   * function is taken for another user's.
   */
  fetchToken: (() => Promise<string> | string) | undefined
  texts: CalendlyTexts
  readonly state: CalendlyState
  readonly connection: CalendlyConnection | undefined
  /** To be called within a click, as `reconnect` and `switchAccount`: else the page goes instead of a window. */
  connect(): Promise<void>
  reconnect(): Promise<void>
  switchAccount(): Promise<void>
  disconnect(): Promise<void>
  refresh(): Promise<void>
  /** Leaves what was begun: the account that is connected stays. */
  keep(): Promise<void>
}

export interface CalendlyEvents {
  'calendly-state': CustomEvent<{ state: CalendlyState, reason?: string }>
  'calendly-connected': CustomEvent<{ account?: CalendlyAccount }>
  /** The button was clicked; whoever prevents it may ask first, then call `disconnect()`. */
  'calendly-before-disconnect': CustomEvent<Record<string, never>>
  'calendly-disconnected': CustomEvent<Record<string, never>>
  /** `code` as in docs/problems.md, a reason of the callback, or `token` where `fetchToken` failed or gave one that opens nothing. */
  'calendly-error': CustomEvent<{ code: string, detail?: string }>
}

declare global {
  interface HTMLElementTagNameMap { 'calendly-connect': CalendlyConnect }
  interface GlobalEventHandlersEventMap extends CalendlyEvents {}
}
