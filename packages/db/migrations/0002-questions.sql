create table failure_hints (code text primary key, pt text not null, en text not null);
