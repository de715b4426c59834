"use strict";
(() => {
  const data = JSON.parse(document.getElementById("figures").textContent);
  const series = data.series;
  const times = series.epoch_seconds;
  const root = document.documentElement;
  const charts = [];
  const colour = (name) => getComputedStyle(root).getPropertyValue("--" + name).trim();

  const plain = (digits) => new Intl.NumberFormat("en", { maximumFractionDigits: digits });
  const whole = plain(0);
  const some = plain(4);
  const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 });
  const number = (v) => (v == null ? "–" : Math.abs(v) >= 1000 ? whole.format(v) : some.format(Number(v.toPrecision(5))));
  const percent = (v) => (v == null ? "–" : plain(2).format(100 * v) + " %");
  const money = (v) => (v == null ? "–" : number(v) + " " + data.quote);
  const base = (v) => (v == null ? "–" : number(v) + " " + data.base);
  const instant = (s) => (s == null ? "–" : new Date(s * 1000).toISOString().slice(0, 16).replace("T", " ") + " UTC");

  const line = (label, values, name, write, more) => ({ label, values, name, write, ...more });

  function traded(wantsBuy) {
    const marks = new Array(times.length).fill(null);
    const trades = data.trades;
    let point = 0;
    for (let i = 0; i < trades.epoch_seconds.length; i++) {
      while (point + 1 < times.length && times[point] < trades.epoch_seconds[i]) point++;
      if (trades.base[i] > 0 === wantsBuy) marks[point] = trades.price[i];
    }
    return marks;
  }

  const terms = data.terms
    .map((term, i) => ({ ...term, values: series.attribution[i] }))
    .filter((term) => term.values.some((v) => v !== 0));
  const names = ["first", "second", "third", "fourth", "fifth", "sixth"];
  const dashes = [[], [6, 4], [2, 3]];
  const distances = series.liquidation_distance.some((v) => v != null);

  /** A hedge that is not there yet, at the start, would flatten all the rest: one point in a hundred may lie outside. */
  function aroundTheBand(u, low, high) {
    if (u.series[4].show || u.series[5].show) return uPlot.rangeNum(low, high, 0.1, true);
    const [from, until] = u.series[0].idxs || [0, times.length - 1];
    const reach = [series.delta, series.band_low, series.band_high].map((values) => {
      const sizes = values.slice(from, until + 1).map((v) => Math.abs(v)).sort((a, b) => a - b);
      return sizes[Math.floor(0.99 * (sizes.length - 1))] || 0;
    });
    const most = 1.2 * Math.max(...reach) || 1;
    return [-most, most];
  }

  /** ISO dates; hours only where they tell ticks apart. */
  function dates(u, splits, axis, space, step) {
    let day = "";
    return splits.map((s) => {
      const iso = new Date(s * 1000).toISOString();
      if (step >= 27 * 86400) return iso.slice(0, 7);
      if (step >= 86400) return iso.slice(5, 10);
      const label = iso.slice(0, 10) === day ? iso.slice(11, 16) : iso.slice(11, 16) + "\n" + iso.slice(5, 10);
      day = iso.slice(0, 10);
      return label;
    });
  }

  const wanted = [
    {
      id: "value",
      unit: compact.format.bind(compact),
      lines: [
        line("hedged", series.value_hedged, "first", money, { width: 2 }),
        line("unhedged", series.value_unhedged, "second", money),
      ],
    },
    {
      id: "delta",
      unit: number,
      lines: [
        line("net delta, furthest", series.delta, "first", base, { width: 1.5 }),
        line("band, upper", series.band_high, "third", base, { dash: [4, 3] }),
        line("band, lower", series.band_low, "third", base, { dash: [4, 3] }),
        line("unhedged", series.delta_unhedged, "second", base, { show: false }),
        line("hedge", series.hedge, "fourth", base, { show: false }),
      ],
      bands: [{ series: [2, 3] }],
      range: aroundTheBand,
    },
    {
      id: "trades",
      unit: number,
      lines: [
        line("price", series.price, "first", money),
        line("bought", traded(true), "gain", money, { mark: "up" }),
        line("sold", traded(false), "loss", money, { mark: "down" }),
      ],
    },
    {
      id: "liquidation",
      unit: percent,
      lines: distances ? [line("nearest liquidation", series.liquidation_distance, "second", percent)] : [],
      range: (u, low, high) => [0, Math.min(1, Math.max(1.1 * high, 0.01))],
    },
    {
      id: "funding",
      unit: compact.format.bind(compact),
      lines: terms
        .filter((term) => ["funding", "borrow", "fees", "impact", "gas", "range_fees"].includes(term.key))
        .map((term, i) => line(term.label, term.values, names[i % 6], money)),
    },
    {
      id: "attribution",
      unit: compact.format.bind(compact),
      lines: [
        ...terms.map((term, i) =>
          line(term.label, term.values, names[i % 6], money, { dash: dashes[Math.floor(i / 6) % 3] })),
      ],
    },
  ];

  function triangles(direction) {
    return (u, index) => {
      const path = new Path2D();
      const size = (u.width < 520 ? 2.5 : 3.5) * devicePixelRatio;
      const values = u.data[index];
      const [low, high] = u.series[0].idxs;
      for (let i = low; i <= high; i++) {
        if (values[i] == null) continue;
        const x = u.valToPos(u.data[0][i], "x", true);
        const y = u.valToPos(values[i], "y", true) + (direction === "up" ? size : -size);
        const tip = direction === "up" ? -size : size;
        path.moveTo(x, y + tip);
        path.lineTo(x - size, y - tip / 2);
        path.lineTo(x + size, y - tip / 2);
        path.closePath();
      }
      return { fill: path, stroke: path };
    };
  }

  let moving = false;
  function zoomAll(from, until) {
    if (moving) return;
    moving = true;
    for (const chart of charts) chart.setScale("x", { min: from, max: until });
    moving = false;
    document.getElementById("span").textContent = instant(from) + " – " + instant(until);
  }

  function options(chart, width) {
    const axis = { stroke: colour("quiet"), grid: { stroke: colour("grid"), width: 1 }, ticks: { stroke: colour("grid") } };
    return {
      width,
      height: width < 520 ? 210 : 260,
      tzDate: (s) => uPlot.tzDate(new Date(s * 1000), "Etc/UTC"),
      cursor: { sync: { key: "all", scales: ["x", null] }, drag: { x: true, y: false, setScale: true }, points: { size: 6 } },
      scales: { x: { time: true }, y: chart.range ? { range: chart.range } : {} },
      axes: [
        { ...axis, values: dates, space: 62 },
        { ...axis, size: width < 520 ? 52 : 66, values: (u, splits) => splits.map(chart.unit) },
      ],
      bands: (chart.bands || []).map((band) => ({ ...band, fill: colour("band") })),
      series: [
        { label: "time", value: (u, s) => instant(s) },
        ...chart.lines.map((each) => ({
          label: each.label,
          stroke: colour(each.name),
          width: each.mark ? 0.5 : each.width || 1.25,
          fill: each.mark ? colour(each.name) : undefined,
          dash: each.dash,
          show: each.show !== false,
          spanGaps: true,
          paths: each.mark ? triangles(each.mark) : undefined,
          points: { show: false },
          value: (u, v) => each.write(v),
        })),
      ],
      hooks: {
        setScale: [(u, key) => key === "x" && !moving && u.scales.x.min != null && zoomAll(u.scales.x.min, u.scales.x.max)],
      },
    };
  }

  /** Two fingers zoom; one finger scrolls the page as ever. */
  function pinch(chart) {
    let start = null;
    const spread = (event) => {
      const box = chart.over.getBoundingClientRect();
      const [a, b] = [event.touches[0].clientX - box.left, event.touches[1].clientX - box.left];
      return [Math.min(a, b), Math.max(a, b)];
    };
    chart.over.addEventListener("touchstart", (event) => {
      if (event.touches.length !== 2) return;
      const [left, right] = spread(event);
      start = { left: chart.posToVal(left, "x"), right: chart.posToVal(right, "x") };
    }, { passive: true });
    chart.over.addEventListener("touchmove", (event) => {
      if (start == null || event.touches.length !== 2) return;
      event.preventDefault();
      const [left, right] = spread(event);
      const width = chart.over.clientWidth;
      const seconds = (start.right - start.left) / Math.max(right - left, 12);
      const from = Math.max(times[0], start.left - left * seconds);
      zoomAll(from, Math.min(times[times.length - 1], from + width * seconds));
    }, { passive: false });
    chart.over.addEventListener("touchend", () => { start = null; }, { passive: true });
  }

  function draw() {
    const shown = charts.length === 0 ? null : [charts[0].scales.x.min, charts[0].scales.x.max];
    const visible = new Map(charts.map((chart) => [chart.root.parentNode.id, chart.series.map((each) => each.show)]));
    charts.splice(0).forEach((chart) => chart.destroy());
    moving = true;
    for (const each of wanted) {
      const place = document.getElementById(each.id);
      if (each.lines.length === 0) {
        place.textContent = "Nothing to show: no such position was held.";
        continue;
      }
      const before = visible.get(each.id);
      if (before) each.lines.forEach((l, i) => { l.show = before[i + 1]; });
      const chart = new uPlot(options(each, place.clientWidth), [times, ...each.lines.map((l) => l.values)], place);
      pinch(chart);
      charts.push(chart);
    }
    moving = false;
    if (shown) zoomAll(shown[0], shown[1]);
  }

  draw();
  document.getElementById("whole").addEventListener("click", () => zoomAll(times[0], times[times.length - 1]));
  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = dark ? "light" : "dark";
    draw();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    requestAnimationFrame(draw);
  });
  zoomAll(times[0], times[times.length - 1]);
})();
