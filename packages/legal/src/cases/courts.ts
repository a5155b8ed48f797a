import { STATES } from '../places/municipalities.ts';

/** A court of Brazil. */
export interface Court {
  /** Its acronym in lower case, `trt4`, `tjsp`: unique. */
  readonly id: string;
  readonly name: string;
  /** J and TR of the unified case number that name it, `5.04`; superior courts have several, their own is `x.00` or `x.90`. */
  readonly cnj: string;
  /** The state it is of, where it is of one. */
  readonly uf?: string;
}

/** UFs in the order of the codes TR of state, electoral and military state courts. Source: Resolução CNJ 65/2008, annex IV to VI. */
const UFS = 'AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SE SP TO'.split(' ');
const MILITARY: Readonly<Record<string, number>> = { MG: 13, RS: 21, SP: 26 };

function courts(): Court[] {
  const nameOf = new Map(STATES.map(([uf, , name]) => [uf, name]));
  const of = (uf: string) => nameOf.get(uf) ?? uf;
  return [
    { id: 'stf', name: 'Supremo Tribunal Federal', cnj: '1.00' },
    { id: 'cnj', name: 'Conselho Nacional de Justiça', cnj: '2.00' },
    { id: 'stj', name: 'Superior Tribunal de Justiça', cnj: '3.00' },
    { id: 'cjf', name: 'Conselho da Justiça Federal', cnj: '4.90' },
    { id: 'tst', name: 'Tribunal Superior do Trabalho', cnj: '5.00' },
    { id: 'csjt', name: 'Conselho Superior da Justiça do Trabalho', cnj: '5.90' },
    { id: 'tse', name: 'Tribunal Superior Eleitoral', cnj: '6.00' },
    { id: 'stm', name: 'Superior Tribunal Militar', cnj: '7.00' },
    ...Array.from({ length: 6 }, (_, index) => ({
      id: `trf${index + 1}`,
      name: `Tribunal Regional Federal da ${index + 1}ª Região`,
      cnj: `4.0${index + 1}`,
    })),
    ...Array.from({ length: 24 }, (_, index) => ({
      id: `trt${index + 1}`,
      name: `Tribunal Regional do Trabalho da ${index + 1}ª Região`,
      cnj: `5.${String(index + 1).padStart(2, '0')}`,
    })),
    ...UFS.flatMap((uf, index) => {
      const code = String(index + 1).padStart(2, '0');
      const federalDistrict = uf === 'DF';
      return [
        {
          id: federalDistrict ? 'tjdft' : `tj${uf.toLowerCase()}`,
          name: federalDistrict
            ? 'Tribunal de Justiça do Distrito Federal e dos Territórios'
            : `Tribunal de Justiça do Estado ${prepositionOf(uf)} ${of(uf)}`,
          cnj: `8.${code}`,
          uf,
        },
        {
          id: `tre-${uf.toLowerCase()}`,
          name: `Tribunal Regional Eleitoral ${prepositionOf(uf)} ${of(uf)}`,
          cnj: `6.${code}`,
          uf,
        },
      ];
    }),
    ...Object.entries(MILITARY).map(([uf, code]) => ({
      id: `tjm${uf.toLowerCase()}`,
      name: `Tribunal de Justiça Militar do Estado ${prepositionOf(uf)} ${of(uf)}`,
      cnj: `9.${code}`,
      uf,
    })),
  ];
}

/** `do Paraná`, `da Bahia`, `de São Paulo`: as the courts call themselves. */
function prepositionOf(uf: string): string {
  if (['BA', 'PB'].includes(uf)) return 'da';
  return ['AL', 'GO', 'MT', 'MS', 'MG', 'PE', 'RO', 'RR', 'SC', 'SE', 'SP'].includes(uf) ? 'de' : 'do';
}

let table: { all: readonly Court[]; byId: ReadonlyMap<string, Court>; byCnj: ReadonlyMap<string, Court> } | undefined;

function load() {
  if (table === undefined) {
    const all = courts();
    table = {
      all,
      byId: new Map(all.map((court) => [court.id, court])),
      byCnj: new Map(all.map((court) => [court.cnj, court])),
    };
  }
  return table;
}

/** Every court that a unified case number can name, and the two councils. Source: Resolução CNJ 65/2008, art. 1º, §§ 4º and 5º, and annexes. */
export function listCourts(): readonly Court[] {
  return load().all;
}

/** The court with this acronym, in any case, `TRF-4`, `TRF da 4`, `TJ/SP` included. */
export function findCourt(acronym: string): Court | undefined {
  const id = acronym.toLowerCase().replace(/[^a-z0-9]/g, '');
  const { byId } = load();
  return byId.get(id) ?? byId.get(id.replace(/^tre/, 'tre-')) ?? (id === 'tjdf' ? byId.get('tjdft') : undefined);
}

/** The court that J and TR of a unified number name; an original case of a superior court has TR 00. */
export function findCourtByCnj(branch: number, court: number): Court | undefined {
  const { byCnj } = load();
  return (
    byCnj.get(`${branch}.${String(court).padStart(2, '0')}`) ??
    (branch === 7 && court <= 12 ? byCnj.get('7.00') : undefined)
  );
}
