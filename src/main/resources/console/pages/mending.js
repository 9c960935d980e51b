// What an operator does about a connection or an organization, and what is said of it.

import {html, nothing} from 'lit';
import {post} from '../api.js';
import {go} from '../router.js';

const DONE = {
  refresh: 'Asked for: the grant is renewed within seconds.',
  sync: 'Asked for: the calendar is being read.',
  reconcile: 'Asked for: the organization is looked at within seconds.',
};

/**
 * Does what mends a link of a chain; resolves to `{says, link?, expires_at?, job?}`, or to null where it led to another page.
 *
 * @param mend `{action, of}`
 */
export async function mend({action, of}) {
  switch (action) {
    case 'reconnect': {
      const made = await post(`/connections/${of}/session`);
      return {says: 'Send this link to the user. It is good for half an hour, until it is used.', ...made};
    }
    case 'refresh':
      await post(`/connections/${of}/refresh`);
      return {says: DONE.refresh};
    case 'sync': {
      const {job_id: job} = await post(`/connections/${of}/sync`);
      return {says: DONE.sync, job};
    }
    case 'reconcile':
      await post('/organizations/reconcile', {organization: of});
      return {says: DONE.reconcile};
    case 'destination':
      go(`destinations/${of}`);
      return null;
    default:
      return null;
  }
}

/** What is said of what was done. */
export function saying({says, link, expires_at: until, job}) {
  return html`<div class="card said" role="status"><p>${says}
      ${job ? html`<a href="/console/syncs/${job}">How far it has come</a>` : nothing}</p>
    ${link ? html`<p class="row"><code id="reconnect-link">${link}</code> <cc-copy .text=${link} label="the link"></cc-copy>
      <small>ends <cc-time .value=${until}></cc-time></small></p>` : nothing}</div>`;
}

/** Where a mend leads, when it is no more than a place to look at. */
export function placeOf({action, of, says}) {
  if (action === 'replay') {
    const state = says.includes('dead') ? 'dead' : 'pending';
    return '/console/deliveries?' + new URLSearchParams({subscription: of, state});
  }
  return action === 'destination' ? `/console/destinations/${of}` : null;
}

/** An address of Calendly's without what all of them begin with. */
export const short = (uri) => (uri ?? '').replace(/^https?:\/\/[^/]+\//, '');

export const organizationPage = (uri) => '/console/organizations?' + new URLSearchParams({uri});

export const meetingsPage = ({tenant_id: tenant, user_id: user}) =>
  '/console/meetings?' + new URLSearchParams({tenant, user});

export const diagnosePage = (q) => '/console/diagnose?' + new URLSearchParams({q});
