// What the charts show, out of the series of an overview.

const sum = (counts) => Object.values(counts).reduce((all, it) => all + it, 0);

/** Every step of the time that was asked for: where nothing ran, there is a gap. */
function grid(series, step, minutes) {
  const known = new Map(series.map((point) => [Date.parse(point.at) / 1000, point]));
  const last = Math.max(...known.keys());
  const points = [];
  for (let at = last - Math.floor(minutes / step - 1) * step * 60; at <= last; at += step * 60) {
    points.push([at, known.get(at) ?? null]);
  }
  return points;
}

export function charts({series, step_minutes: step, minutes}) {
  const points = grid(series, step, minutes);
  const times = points.map(([at]) => at);
  const line = (label, of) => ({label, values: points.map(([, point]) => (point ? of(point) ?? null : null))});
  const each = step === 1 ? 'a minute' : step === 60 ? 'an hour' : `${step} minutes`;
  return [
    {label: `Deliveries, each ${each}`, unit: '', times, series: [
      line('accepted', (it) => it.accepted), line('rejected', (it) => sum(it.rejected)),
      line('worked off', (it) => it.projected), line('given up', (it) => it.dead)]},
    {label: 'From arrival to the answer and to the change', unit: 'ms', times, series: [
      line('answer, half within', (it) => it.accept_p50_ms), line('answer, 99 % within', (it) => it.accept_p99_ms),
      line('change, half within', (it) => it.visible_p50_ms), line('change, 99 % within', (it) => it.visible_p99_ms)]},
    {label: 'Age of the oldest delivery that waits', unit: 's', times, series: [line('age', (it) => it.inbox_age_seconds)]},
    {label: `Grants that could not be renewed, each ${each}`, unit: '', times, series: [line('failures', (it) => it.refresh_failures)]},
  ];
}
