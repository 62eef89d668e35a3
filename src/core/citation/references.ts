/** One work as it is cited. Authors as BibTeX has them: "Family, Given", the last may be "others". */
export interface Reference {
  readonly key: string;
  readonly kind: 'article' | 'inproceedings' | 'misc' | 'software';
  readonly authors: readonly string[];
  readonly title: string;
  readonly year: number;
  /** The journal or the conference. */
  readonly venue?: string;
  readonly arxiv?: string;
  readonly url?: string;
  readonly version?: string;
}

/** The works behind the models and methods that the page knows. */
export const REFERENCES = {
  dosovitskiy2021: {
    kind: 'inproceedings',
    authors: ['Dosovitskiy, Alexey', 'Beyer, Lucas', 'Kolesnikov, Alexander', 'others'],
    title: 'An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale',
    year: 2021,
    venue: 'International Conference on Learning Representations',
    arxiv: '2010.11929',
  },
  touvron2021: {
    kind: 'inproceedings',
    authors: ['Touvron, Hugo', 'Cord, Matthieu', 'Douze, Matthijs', 'others'],
    title: 'Training data-efficient image transformers & distillation through attention',
    year: 2021,
    venue: 'International Conference on Machine Learning',
    arxiv: '2012.12877',
  },
  touvron2022: {
    kind: 'inproceedings',
    authors: ['Touvron, Hugo', 'Cord, Matthieu', 'Jégou, Hervé'],
    title: 'DeiT III: Revenge of the ViT',
    year: 2022,
    venue: 'European Conference on Computer Vision',
    arxiv: '2204.07118',
  },
  steiner2022: {
    kind: 'article',
    authors: [
      'Steiner, Andreas',
      'Kolesnikov, Alexander',
      'Zhai, Xiaohua',
      'Wightman, Ross',
      'Uszkoreit, Jakob',
      'Beyer, Lucas',
    ],
    title: 'How to train your ViT? Data, Augmentation, and Regularization in Vision Transformers',
    year: 2022,
    venue: 'Transactions on Machine Learning Research',
    arxiv: '2106.10270',
  },
  caron2021: {
    kind: 'inproceedings',
    authors: ['Caron, Mathilde', 'Touvron, Hugo', 'Misra, Ishan', 'others'],
    title: 'Emerging Properties in Self-Supervised Vision Transformers',
    year: 2021,
    venue: 'IEEE/CVF International Conference on Computer Vision',
    arxiv: '2104.14294',
  },
  oquab2024: {
    kind: 'article',
    authors: ['Oquab, Maxime', 'Darcet, Timothée', 'Moutakanni, Théo', 'others'],
    title: 'DINOv2: Learning Robust Visual Features without Supervision',
    year: 2024,
    venue: 'Transactions on Machine Learning Research',
    arxiv: '2304.07193',
  },
  simeoni2025: {
    kind: 'misc',
    authors: ['Siméoni, Oriane', 'Vo, Huy V.', 'Seitzer, Maximilian', 'others'],
    title: 'DINOv3',
    year: 2025,
    arxiv: '2508.10104',
  },
  radford2021: {
    kind: 'inproceedings',
    authors: ['Radford, Alec', 'Kim, Jong Wook', 'Hallacy, Chris', 'others'],
    title: 'Learning Transferable Visual Models From Natural Language Supervision',
    year: 2021,
    venue: 'International Conference on Machine Learning',
    arxiv: '2103.00020',
  },
  cherti2023: {
    kind: 'inproceedings',
    authors: ['Cherti, Mehdi', 'Beaumont, Romain', 'Wightman, Ross', 'others'],
    title: 'Reproducible scaling laws for contrastive language-image learning',
    year: 2023,
    venue: 'IEEE/CVF Conference on Computer Vision and Pattern Recognition',
    arxiv: '2212.07143',
  },
  zhai2023: {
    kind: 'inproceedings',
    authors: ['Zhai, Xiaohua', 'Mustafa, Basil', 'Kolesnikov, Alexander', 'Beyer, Lucas'],
    title: 'Sigmoid Loss for Language Image Pre-Training',
    year: 2023,
    venue: 'IEEE/CVF International Conference on Computer Vision',
    arxiv: '2303.15343',
  },
  he2022: {
    kind: 'inproceedings',
    authors: [
      'He, Kaiming',
      'Chen, Xinlei',
      'Xie, Saining',
      'Li, Yanghao',
      'Dollár, Piotr',
      'Girshick, Ross',
    ],
    title: 'Masked Autoencoders Are Scalable Vision Learners',
    year: 2022,
    venue: 'IEEE/CVF Conference on Computer Vision and Pattern Recognition',
    arxiv: '2111.06377',
  },
  assran2023: {
    kind: 'inproceedings',
    authors: ['Assran, Mahmoud', 'Duval, Quentin', 'Misra, Ishan', 'others'],
    title: 'Self-Supervised Learning from Images with a Joint-Embedding Predictive Architecture',
    year: 2023,
    venue: 'IEEE/CVF Conference on Computer Vision and Pattern Recognition',
    arxiv: '2301.08243',
  },
  hu2024: {
    kind: 'inproceedings',
    authors: ['Hu, Jerry Yao-Chieh', 'Chang, Pei-Hsuan', 'others'],
    title: 'Outlier-Efficient Hopfield Layers for Large Transformer-Based Models',
    year: 2024,
    venue: 'International Conference on Machine Learning',
    arxiv: '2404.03828',
  },
  darcet2024: {
    kind: 'inproceedings',
    authors: ['Darcet, Timothée', 'Oquab, Maxime', 'Mairal, Julien', 'Bojanowski, Piotr'],
    title: 'Vision Transformers Need Registers',
    year: 2024,
    venue: 'International Conference on Learning Representations',
    arxiv: '2309.16588',
  },
  jiang2025: {
    kind: 'misc',
    authors: ['Jiang, Nick', 'Dravid, Amil', 'Efros, Alexei A.', 'Gandelsman, Yossi'],
    title: 'Vision Transformers Don’t Need Trained Registers',
    year: 2025,
    arxiv: '2506.08010',
  },
  qiu2025: {
    kind: 'misc',
    authors: ['Qiu, Zihan', 'Wang, Zekun', 'Zheng, Bo', 'others'],
    title: 'Gated Attention for Large Language Models: Non-linearity, Sparsity, and Attention-Sink-Free',
    year: 2025,
    arxiv: '2505.06708',
  },
  bondarenko2023: {
    kind: 'inproceedings',
    authors: ['Bondarenko, Yelysei', 'Nagel, Markus', 'Blankevoort, Tijmen'],
    title: 'Quantizable Transformers: Removing Outliers by Helping Attention Heads Do Nothing',
    year: 2023,
    venue: 'Advances in Neural Information Processing Systems',
    arxiv: '2306.12929',
  },
  miller2023: {
    kind: 'misc',
    authors: ['Miller, Evan'],
    title: 'Attention Is Off By One',
    year: 2023,
    url: 'https://www.evanmiller.org/attention-is-off-by-one.html',
  },
  ramapuram2025: {
    kind: 'inproceedings',
    authors: ['Ramapuram, Jason', 'Danieli, Federico', 'Dhekane, Eeshan', 'others'],
    title: 'Theory, Analysis, and Best Practices for Sigmoid Self-Attention',
    year: 2025,
    venue: 'International Conference on Learning Representations',
    arxiv: '2409.04431',
  },
  abnar2020: {
    kind: 'inproceedings',
    authors: ['Abnar, Samira', 'Zuidema, Willem'],
    title: 'Quantifying Attention Flow in Transformers',
    year: 2020,
    venue: 'Annual Meeting of the Association for Computational Linguistics',
    arxiv: '2005.00928',
  },
  endres2003: {
    kind: 'article',
    authors: ['Endres, Dominik M.', 'Schindelin, Johannes E.'],
    title: 'A new metric for probability distributions',
    year: 2003,
    venue: 'IEEE Transactions on Information Theory 49(7), 1858–1860',
    url: 'https://doi.org/10.1109/TIT.2003.813506',
  },
} as const satisfies Readonly<Record<string, Omit<Reference, 'key'>>>;

export type ReferenceKey = keyof typeof REFERENCES;

/** A work by its key. */
export function referenceOf(key: ReferenceKey): Reference {
  return { key, ...REFERENCES[key] };
}
