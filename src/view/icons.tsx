import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const ChevronIcon = () => (
  <svg
    width="10"
    height="10"
    viewBox="0 0 10 10"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.3"
    aria-hidden="true"
  >
    <path d="M2 3.5 5 6.5 8 3.5" />
  </svg>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" />
  </Icon>
);

export const TableIcon = () => (
  <Icon>
    <path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.2 3.5v9M9.9 3.5v9" />
  </Icon>
);

export const UndoIcon = () => (
  <Icon>
    <path d="M5.5 3 2.8 5.7l2.7 2.7M3 5.7h6.2a3.6 3.6 0 0 1 0 7.2H6" />
  </Icon>
);

export const RedoIcon = () => (
  <Icon>
    <path d="m10.5 3 2.7 2.7-2.7 2.7M13 5.7H6.8a3.6 3.6 0 0 0 0 7.2H10" />
  </Icon>
);

export const ThemeIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
  </Icon>
);

export const KeysIcon = () => (
  <Icon>
    <path d="M5.6 6.2a2.4 2.4 0 1 1 3.6 2.1c-.8.4-1.2.8-1.2 1.7" />
    <circle cx="8" cy="12.3" r=".6" fill="currentColor" stroke="none" />
  </Icon>
);

export const LessonsIcon = () => (
  <Icon>
    <path d="M8 4.2C6.6 3.2 4.7 2.9 2.5 3v9.3c2.2-.1 4.1.2 5.5 1.2 1.4-1 3.3-1.3 5.5-1.2V3C11.3 2.9 9.4 3.2 8 4.2zm0 0v9.3" />
  </Icon>
);

export const InfoIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.8" />
    <path d="M8 7.2v4" />
    <circle cx="8" cy="5" r=".5" fill="currentColor" stroke="none" />
  </Icon>
);

export const OpenIcon = () => (
  <Icon>
    <path d="M8 10.5v-8M4.8 5.5 8 2.3l3.2 3.2M2.5 10v3.5h11V10" />
  </Icon>
);

export const ExportIcon = () => (
  <Icon>
    <path d="M8 2.3v8M4.8 7.3 8 10.5l3.2-3.2M2.5 10.5v3h11v-3" />
  </Icon>
);

export const ShareIcon = () => (
  <Icon>
    <path d="M6.6 9.4 9.4 6.6M7.2 4.6l1.5-1.5a2.9 2.9 0 0 1 4.2 4.2l-1.5 1.5M8.8 11.4l-1.5 1.5a2.9 2.9 0 0 1-4.2-4.2l1.5-1.5" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon>
    <g fill="currentColor" stroke="none">
      <circle cx="3.5" cy="8" r="1.2" />
      <circle cx="8" cy="8" r="1.2" />
      <circle cx="12.5" cy="8" r="1.2" />
    </g>
  </Icon>
);

export const PinIcon = () => (
  <Icon>
    <path d="M8 9.8V14M5 2.5h6M6 2.5v3.7L4.2 9.8h7.6L10 6.2V2.5" />
  </Icon>
);

/** The mark: a field of equal tokens, and one that draws everything. */
export const Mark = () => (
  <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
    <g fill="currentColor" opacity="0.62">
      {[5, 12.3, 19.7, 27].flatMap((y) =>
        [5, 12.3, 19.7, 27].map((x) =>
          x > 15 && y > 9 && (x < 25 || (y > 15 && y < 25)) && !(y > 25 && x > 25) ? null : (
            <circle key={`${x} ${y}`} cx={x} cy={y} r="2.2" />
          ),
        ),
      )}
    </g>
    <circle cx="21" cy="18.6" r="6.4" fill="var(--accent)" />
  </svg>
);
