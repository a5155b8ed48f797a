/** Advisory lock that orders changes of `models.state` (exclusive) and the transactions that create a document's runs
 *  from it (shared): a model that comes into use misses no document. "acmodel" in ASCII, as a bigint. */
export const MODELS_LOCK = '27412258104305004';
