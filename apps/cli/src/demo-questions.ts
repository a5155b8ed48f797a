/** A question with its SQL, as the demo asks it. */
interface DemoQuestion {
  readonly question: { readonly en: string; readonly pt: string };
  readonly sql: string;
}

/** Three questions that a reader of courts has, each one statement over the views. */
export const DEMO_QUESTIONS: readonly DemoQuestion[] = [
  {
    question: { en: 'Which laws are cited most?', pt: 'Quais leis são as mais citadas?' },
    sql: `select name, mentions, documents
from laws
order by mentions desc, name limit 5`,
  },
  {
    question: { en: 'Who is named in more than one document?', pt: 'Quem é nomeado em mais de um documento?' },
    sql: `select name, documents, mentions
from names
where documents > 1
order by documents desc, mentions desc, name limit 5`,
  },
  {
    question: {
      en: 'Where does the long decision cite precedents of the Supreme Federal Court?',
      pt: 'Onde o acórdão longo cita precedentes do Supremo Tribunal Federal?',
    },
    sql: `select m.page, m.text, mention_context(m.document_id, m.start, m."end", 30) as context
from mentions_current m join files f using (document_id)
where f.path = 'acordao-longo.pdf' and m.type = 'JURISPRUDENCIA' and m.text like 'RE %'
order by m.start limit 5`,
  },
];
