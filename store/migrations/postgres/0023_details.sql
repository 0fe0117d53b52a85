-- What a catalogue says of a dataset beyond title, text, tags, theme, licence and contact, as one document.
alter table hw.hw_dataset add column details text not null default '{}';
-- What is public is listed page by page, by every portal that harvests the hub.
create index hw_dataset_by_visibility on hw.hw_dataset (visibility, id);
