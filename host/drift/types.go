package drift

import (
	"slices"
	"strings"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/host/internal/safe"
)

// documented are the types that members have by the documentation, for each
// provider, where another type is drift. null is nowhere drift.
var documented = map[catalog.Provider]map[string]safe.Kind{
	catalog.Basiq: {
		"correlationId": safe.String, "code": safe.String, "title": safe.String, "detail": safe.String, "details": safe.String,
		"source": safe.Object, "data": safe.List, "steps": safe.List,
	},
	catalog.Synapse: {"error_code": safe.String, "http_code": safe.String, "reason": safe.String, "success": safe.Bool},
	catalog.TrueLayer: {
		"title": safe.String, "detail": safe.String, "trace_id": safe.String, "error": safe.String, "error_description": safe.String,
		"failure_reason": safe.String,
	},
	catalog.MX: {
		"code": safe.String | safe.Number, "message": safe.String, "detail": safe.String, "details": safe.String,
		"error_message": safe.String, "error_title": safe.String, "connection_status": safe.String, "connection_status_message": safe.String,
	},
}

// mostChanges is how many changed members are named.
const mostChanges = 4

// changedTypes names the members whose type is not the documented one, such as
// "data[].code: number", or where none is found the structure of the body.
func (f *finder) changedTypes() string {
	c := changes{types: documented[f.v.Provider], problem: f.v.Shape == catalog.ShapeTrueLayerProblem}
	c.value("", f.body())
	if len(c.found) == 0 {
		return f.body().Structure()
	}
	slices.Sort(c.found)
	c.found = slices.Compact(c.found)
	if len(c.found) > mostChanges {
		c.found = append(c.found[:mostChanges], safe.Hidden)
	}
	return strings.Join(c.found, ", ")
}

// changes looks for members whose type changed.
type changes struct {
	types   map[string]safe.Kind
	problem bool // whose status is a number
	found   []string
}

func (c *changes) value(path string, n *safe.Node) {
	if n == nil {
		return
	}
	for _, m := range n.Members {
		inner := strings.TrimPrefix(path+"."+m.Name, ".")
		want := c.types[m.Name]
		if c.problem && m.Name == "status" {
			want = safe.Number
		}
		if want != 0 && m.Node.Kind&(want|safe.Null|safe.Missing) == 0 {
			c.found = append(c.found, inner+": "+m.Node.Kind.String())
		}
		c.value(inner, m.Node)
	}
	for _, e := range n.Elements {
		if strings.HasSuffix(path, "data") && e.Kind != safe.Object {
			c.found = append(c.found, path+"[]: "+e.Kind.String())
		}
		c.value(path+"[]", e)
	}
}
