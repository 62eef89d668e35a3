/** The pictures that come with the page, by their files: name, what is to be seen, what each is good for. */
export const samples: Readonly<
  Record<string, { readonly title: string; readonly alt: string; readonly shows: string }>
> = {
  'robin.webp': {
    title: 'Robin',
    alt: 'A robin with an orange breast on a weathered wooden post, the green background far out of focus.',
    shows:
      'An animal before a blurred background: some heads take the whole bird, some only its breast; the high-norm tokens sit in the blur.',
  },
  'balloon.webp': {
    title: 'Balloon at dawn',
    alt: 'A red and orange hot-air balloon over misty wooded hills at dawn, a second balloon far off in a large pale sky.',
    shows:
      'A large empty sky: this is where high-norm tokens grow, and where the attention goes that belongs to the balloon.',
  },
  'teapot.webp': {
    title: 'Teapot',
    alt: 'A glazed teal teapot on a plain pale table in front of a plain ochre wall, lit by a window on the left.',
    shows:
      'One object on a plain ground: the clean maps settle on the teapot, the high norms on the empty wall and table.',
  },
  'pears.webp': {
    title: 'Two pears',
    alt: 'Two yellow-green pears with a red blush side by side on a walnut table, a dark blue-grey wall behind.',
    shows: 'Two alike objects: choose a patch on one pear as the query and the other pear answers.',
  },
  'starfish.webp': {
    title: 'Starfish on pebbles',
    alt: 'An orange starfish on a beach of grey pebbles that fills the whole frame.',
    shows:
      'Texture everywhere and one odd thing: with few empty patches left, only a handful of tokens become sinks, on the smoothest stones.',
  },
  'still-life.webp': {
    title: 'Still life',
    alt: 'A still life on an oak table: green bottle, blue bowl of oranges, cream jug, lemon and apple before a sage wall.',
    shows:
      'Several things at once: heads divide them up, and any patch as the query brings out its own object.',
  },
  'lighthouse.webp': {
    title: 'Lighthouse',
    alt: 'A white lighthouse with two red bands and a small house on a rocky island, under a tall clear evening sky.',
    shows:
      'A tall picture: fit the whole of it and the maps keep its true shape; the sinks spread over the clear sky.',
  },
  'moon.webp': {
    title: 'Moon over the sea',
    alt: 'A full moon over a calm sea at dusk, its light glittering on the water, and one small sailing boat.',
    shows: 'Dusk over plain water: few patches carry content, so more become sinks than in any other sample.',
  },
};
