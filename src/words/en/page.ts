/** Of the browser's window, and the name under which the page is installed. */
export const name = 'Sinkscope';

/** What search engines and previews of links say. */
export const description =
  "See what a vision transformer looks at, and what breaks it: every layer's and head's attention and every token's norm, computed in your browser.";

/** What the system says of the installed page. */
export const installed =
  'See what a vision transformer looks at, and what breaks it: attention maps and token norms, computed on this device.';

export const withoutScripts = 'Sinkscope runs its models in your browser and needs JavaScript for that.';
