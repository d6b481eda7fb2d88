-- A customers' database of a Java service: names in camel case, one sequence for all, dates without a zone.
CREATE SCHEMA crm;
CREATE SEQUENCE crm.hibernate_sequence;
CREATE TABLE crm."Customer" (
    "customerId" bigint DEFAULT nextval('crm.hibernate_sequence') NOT NULL,
    "firstName" varchar(255),
    "lastName" varchar(255) COLLATE "C",
    "isActive" boolean,
    "active" boolean,
    "dateCreated" timestamp,
    "lastUpdated" timestamp,
    "version" integer,
    CONSTRAINT "Customer_PK" PRIMARY KEY ("customerId")
);
CREATE TABLE crm."CustomerAddress" (
    "addressId" bigserial,
    "customerId" bigint NOT NULL,
    "street" varchar(120),
    "zip" char(5),
    "geo" point,
    CONSTRAINT "CustomerAddress_PK" PRIMARY KEY ("addressId"),
    CONSTRAINT "FK_1234abcd" FOREIGN KEY ("customerId") REFERENCES crm."Customer" ("customerId")
);
CREATE INDEX "IX_Address_Customer" ON crm."CustomerAddress" ("customerId");
CREATE UNIQUE INDEX "UX_Customer_Name" ON crm."Customer" ("lastName", "firstName");
CREATE INDEX "IX_Customer_Name" ON crm."Customer" ("lastName");
CREATE INDEX "IX_Customer_Upper" ON crm."Customer" (upper("lastName"));
CREATE INDEX "IX_Customer_Dates" ON crm."Customer" ("dateCreated", "lastUpdated") WHERE "dateCreated" < "lastUpdated";
CREATE TABLE crm."Contract" (
    "id" uuid NOT NULL,
    "customerId" bigint NOT NULL REFERENCES crm."Customer" ON DELETE CASCADE,
    "order" integer,
    "signed" timestamp,
    "amount" float8,
    "notes" varchar(4000),
    "kind" varchar(20) CHECK ("kind" IN ('NEW', 'OLD')),
    "label" varchar(100) GENERATED ALWAYS AS ("notes" || '!') STORED,
    PRIMARY KEY ("id")
);
ALTER TABLE crm."Contract" REPLICA IDENTITY USING INDEX "Contract_pkey";
CREATE TABLE crm."Customer_Contract" (
    "customers_id" bigint NOT NULL REFERENCES crm."Customer",
    "contracts_id" uuid NOT NULL REFERENCES crm."Contract",
    UNIQUE ("contracts_id")
);
CREATE VIEW crm."ActiveCustomers" AS SELECT "customerId", "firstName" FROM crm."Customer" WHERE "isActive";
CREATE FUNCTION crm.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW."lastUpdated" := now(); RETURN NEW; END';
CREATE TRIGGER touch BEFORE UPDATE OF "lastName" ON crm."Customer" FOR EACH ROW EXECUTE FUNCTION crm.touch();
INSERT INTO crm."Customer" ("firstName", "lastName", "isActive", "dateCreated", "lastUpdated")
    SELECT 'Ann', 'Name' || i, true, '2015-01-01', '2016-01-01' FROM generate_series(1, 50) AS i;
INSERT INTO crm."CustomerAddress" ("customerId", "street", "zip") SELECT "customerId", 'Road', '12345' FROM crm."Customer";
INSERT INTO crm."Contract" ("id", "customerId", "amount", "kind") SELECT gen_random_uuid(), "customerId", 1.5, 'NEW' FROM crm."Customer";
