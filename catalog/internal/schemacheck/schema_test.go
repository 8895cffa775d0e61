package schemacheck

import (
	"maps"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// dataDir is catalog/data, seen from this module.
const dataDir = "../../data"

// object is a JSON object as the schema library reads it.
type object = map[string]any

// compileSchema compiles the schema of a folder of data files.
func compileSchema(t *testing.T, folder string) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join(folder, "schema.json"))
	require.NoError(t, err)
	return schema
}

func TestDataFilesFollowTheSchema(t *testing.T) {
	checked := checkFiles(t, compileSchema(t, dataDir), dataDir)
	assert.Equal(t, 5, checked, "four providers and what holds for all of them")
}

func TestSchemaRefusesBrokenRows(t *testing.T) {
	schema := compileSchema(t, dataDir)
	// with is a sound row of the file with the given members changed or added;
	// a nil takes a member away.
	with := func(row string, changes object) object {
		changed := maps.Clone(soundRows[row])
		for name, value := range changes {
			if value == nil {
				delete(changed, name)
			} else {
				changed[name] = value
			}
		}
		return changed
	}

	for name, row := range soundRows {
		require.NoError(t, schema.Validate(fileOf(row)), "the sound row %q", name)
	}
	for name, test := range map[string]struct {
		row  object
		says string // part of the complaint
	}{
		"member unknown":                  {with("code", object{"colour": "red"}), "additional properties 'colour'"},
		"no meaning":                      {with("code", object{"meaning": nil}), "missing property 'meaning'"},
		"meaning is no sentence":          {with("code", object{"meaning": "Broken"}), "'/rows/0/meaning"},
		"error without category":          {with("code", object{"category": nil}), "missing property 'category'"},
		"category unknown":                {with("code", object{"category": "oops"}), "'/rows/0/category"},
		"namespace unknown":               {with("code", object{"namespace": "web"}), "'/rows/0/namespace"},
		"operation unknown":               {with("code", object{"operation": []any{"unknown"}}), "'/rows/0/operation"},
		"action unknown":                  {with("code", object{"actions": []any{"pray"}}), "'/rows/0/actions"},
		"action twice":                    {with("code", object{"actions": []any{"wait", "wait"}}), "'/rows/0/actions"},
		"policy unknown":                  {with("code", object{"retry": "soon"}), "'/rows/0/retry"},
		"error that polls":                {with("code", object{"retry": "poll"}), "'/rows/0/retry"},
		"automatic turned on":             {with("code", object{"automatic": true}), "'/rows/0/automatic"},
		"status out of range":             {with("code", object{"status": []any{42}}), "'/rows/0/status"},
		"status beside its class":         {with("code", object{"status_class": 4}), "'/rows/0': 'not' failed"},
		"id of another file":              {with("code", object{"id": 9}), "'/rows/0/id"},
		"reason of another file":          {with("code", object{"reason": "basiq.4001"}), "'/rows/0/reason"},
		"condition of another provider":   {with("code", object{"subcode": "invalid_oauth_key"}), "'/rows/0/subcode"},
		"code missing":                    {with("code", object{"code": nil}), "missing property 'code'"},
		"code in a status row":            {with("status", object{"code": "4001"}), "'/rows/0/code"},
		"status row without status":       {with("status", object{"status": nil}), "missing property 'status'"},
		"status row that looks at text":   {with("status", object{"match": []any{"gone"}}), "'/rows/0/match"},
		"message without text":            {with("message", object{"match": nil}), "missing property 'match'"},
		"text in capitals":                {with("message", object{"match": []any{"Invalid API token"}}), "'/rows/0/match"},
		"ambiguous without more":          {with("code", object{"certainty": "ambiguous"}), "missing property 'alternatives'"},
		"alternatives to what is sure":    {with("code", object{"alternatives": []any{"conflict"}}), "'/rows/0/alternatives"},
		"pending with category":           {with("pending", object{"category": "conflict"}), "'/rows/0/category"},
		"pending without actions":         {with("pending", object{"actions": nil}), "missing property 'actions'"},
		"pending that resends":            {with("pending", object{"retry": "backoff_short"}), "'/rows/0/retry"},
		"success with actions":            {with("ok", object{"actions": []any{"wait"}}), "'/rows/0/actions"},
		"success with category":           {with("ok", object{"category": "conflict"}), "'/rows/0/category"},
		"listed with category":            {with("listed", object{"category": "conflict"}), "'/rows/0/category"},
		"listed with condition":           {with("listed", object{"match": []any{"gone"}}), "'/rows/0/match"},
		"connection status in lower case": {with("ok", object{"code": "connected"}), "'/rows/0/code"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.ErrorContains(t, schema.Validate(fileOf(test.row)), test.says)
		})
	}
}

func TestSchemaKeepsProxyTextsToTheGeneralFile(t *testing.T) {
	schema := compileSchema(t, dataDir)
	file := fileOf(soundRows["code"])
	file["proxy_texts"] = []any{"bad gateway"}
	assert.ErrorContains(t, schema.Validate(file), "'/proxy_texts'")
}

// fileOf returns a data file that holds the row and nothing else.
func fileOf(row object) object {
	return object{
		"$schema":  "schema.json",
		"provider": "mx",
		"sources":  object{"nexus": object{"title": "Nexus", "where": "docs"}},
		"rows":     []any{row},
	}
}

// soundRows are rows that the schema accepts, one of each kind.
var soundRows = map[string]object{
	"code": {
		"id": 106, "reason": "mx.4001", "source": "nexus", "section": "Nexus errors", "namespace": "http",
		"status": []any{400}, "code": "4001", "category": "invalid_request", "meaning": "A parameter is missing.",
	},
	"status": {
		"id": 117, "reason": "mx.status-404", "source": "nexus", "section": "Nexus errors", "namespace": "status",
		"status": []any{404}, "no_code": true, "category": "not_found", "meaning": "There is no such record.",
	},
	"message": {
		"id": 115, "reason": "mx.api-token-invalid", "source": "nexus", "section": "Nexus errors", "namespace": "message",
		"status": []any{401}, "match": []any{"invalid api token"}, "category": "app_credentials_invalid",
		"meaning": "The token is not known.",
	},
	"pending": {
		"id": 509, "reason": "mx.status-202", "source": "nexus", "section": "Platform", "namespace": "status",
		"status": []any{202}, "outcome": "pending", "actions": []any{"poll_status"}, "retry": "poll", "severity": "notice",
		"meaning": "The job is under way.",
	},
	"ok": {
		"id": 516, "reason": "mx.connection.connected", "source": "nexus", "section": "connection_status", "namespace": "connection",
		"code": "CONNECTED", "outcome": "ok", "meaning": "The connection works.",
	},
	"listed": {
		"id": 550, "reason": "mx.4999", "source": "nexus", "section": "Nexus errors", "namespace": "http",
		"code": "4999", "listed": true, "meaning": "Listed without a meaning.",
	},
}
