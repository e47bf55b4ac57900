const PATHS = {
  list: "M4 6h16M4 12h16M4 18h10",
  microphone: "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM6 11a6 6 0 0 0 12 0M12 17v4",
  import: "M12 4v11m0 0 4-4m-4 4-4-4M4 20h16",
  export: "M12 15V4m0 0 4 4m-4-4L8 8M4 20h16",
  gauge: "M4 18a8 8 0 1 1 16 0M12 18l4-6",
  chart: "M5 20v-8M11 20V5M17 20v-5M3 20h18",
  flask: "M9 3h6M10 3v6l-5 9a2 2 0 0 0 1.8 3h10.4A2 2 0 0 0 19 18l-5-9V3M7.5 15h9",
  settings: "M4 7h10M18 7h2M4 17h2M10 17h10M14 5v4M6 15v4",
  plus: "M12 5v14M5 12h14",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm9 2-4-4",
  more: "M5 11.5v1M12 11.5v1M19 11.5v1",
  archive: "M4 5h16v4H4zM6 9v10h12V9M10 13h4",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  close: "M6 6l12 12M18 6 6 18",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v1M12 20v1M3 12h1M20 12h1M5.6 5.6l.7.7M17.7 17.7l.7.7M5.6 18.4l.7-.7M17.7 6.3l.7-.7",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
  keyboard: "M3 7h18v10H3zM7 11h.01M11 11h.01M15 11h.01M8 14h8",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM5 20c1-4 4-5 7-5s6 1 7 5",
  pause: "M9 5v14M15 5v14",
  play: "M7 5l11 7-11 7z",
  down: "M12 5v14m0 0 6-6m-6 6-6-6",
  up: "M12 19V5m0 0-6 6m6-6 6 6",
  check: "M5 12.5 10 17 19 7",
  undo: "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 0 12",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17",
  panel: "M4 5h16v14H4zM14 5v14",
  send: "M4 12 20 4l-5 16-3-7z",
  signOut: "M14 4H6v16h8M10 12h10m0 0-4-4m4 4-4 4",
  book: "M5 4h10a4 4 0 0 1 4 4v12H8a3 3 0 0 1-3-3z M5 17a3 3 0 0 1 3-3h11",
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside words; where it stands alone its button has the words as a label. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon-svg" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
