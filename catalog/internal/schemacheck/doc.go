// Package schemacheck checks the catalog's data files against their schema.
// It is a module of its own, so that the schema library is a dependency of
// nobody who imports the catalog.
package schemacheck
