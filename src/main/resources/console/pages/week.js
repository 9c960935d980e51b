// Days and weeks, as texts like 2026-02-04.

const DAY = 86_400_000;

export const plusDays = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** The Monday of the week in which this is, in the viewer's zone. */
export function mondayOf(date) {
  const day = `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
  return plusDays(day, -((date.getDay() + 6) % 7));
}

/** The seven days from this Monday on, in words. */
export const weekOf = (monday) => new Intl.DateTimeFormat('en', {dateStyle: 'long', timeZone: 'UTC'})
  .formatRange(new Date(`${monday}T00:00:00Z`), new Date(`${plusDays(monday, 6)}T00:00:00Z`));

/** Tells the day of a time in this zone. */
export const dayIn = (zone) => {
  const format = new Intl.DateTimeFormat('en-CA', {timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit'});
  return (iso) => format.format(new Date(iso));
};

/** Meetings by the day on which they start in this zone, in the order of time. */
export function byDay(meetings, zone) {
  const dayOf = dayIn(zone);
  const days = new Map();
  for (const meeting of meetings) {
    const day = dayOf(meeting.start_time);
    days.set(day, [...(days.get(day) ?? []), meeting]);
  }
  return days;
}

export function timesOf({start_time: start, end_time: end}, zone) {
  const format = new Intl.DateTimeFormat('en-GB', {timeZone: zone, hour: '2-digit', minute: '2-digit'});
  return `${format.format(new Date(start))} – ${format.format(new Date(end))}`;
}
