-- What stands in the most documents is asked as often as what is named most.
create index entity_totals_most_documents on entity_totals (model_id, entity_type_id, documents desc, mentions desc, entity_id);
