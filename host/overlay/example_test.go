package overlay_test

import (
	"fmt"
	"log"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
	"github.com/finfault/finfault/host/overlay"
)

// A rule for a code that only one bank sends.
func Example() {
	rules, err := overlay.Read("rules.yaml", []byte(`
version: 1
rules:
  - name: acme.account-frozen
    when: {provider: basiq, shape: basiq_job, code: account-frozen}
    then: {category: user_action_required, actions: user_at_institution}
`))
	if err != nil {
		log.Fatal(err)
	}
	d := decoder.New(decoder.WithOverlay(rules))
	var v catalog.Verdict
	d.Classify(&decoder.Request{Provider: catalog.Basiq, Status: 200, Operation: catalog.Job,
		Body: []byte(`{"type":"job","steps":[{"title":"retrieve-accounts","status":"failed","result":{"code":"ACCOUNT_FROZEN"}}]}`)}, &v)
	fmt.Println(v.Category, v.Actions.First(), v.Row, v.Basis)
	// Output: user_action_required user_at_institution acme.account-frozen overlay
}

// What is wrong with a file is said at once, with what is allowed.
func ExampleParse() {
	_, err := overlay.Parse("rules.yaml", []byte(`version: 1
rules:
  - name: acme.slow
    when: {provider: mx, stauts: 504}
    then: {severity: high}
`))
	fmt.Println(err)
	// Output:
	// rules.yaml:4:26: rules[0].when.stauts: there is no such key; there are: provider, shape, status, code, operation, message, step; did you mean status?
	// rules.yaml:5:22: rules[0].then.severity: "high" is none of: silent, notice, action_required, blocking
}

// A file in the binary form can be read again.
func ExampleYAML() {
	rules, err := overlay.Parse("rules.json", []byte(`{"version":1,"rules":[{"name":"acme.gone","when":{"status":"404-410","code":"0417"},"then":{"outcome":"ok"}}]}`))
	if err != nil {
		log.Fatal(err)
	}
	text, err := overlay.YAML(rules)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(string(text))
	// Output:
	// version: 1
	// rules:
	//   - name: acme.gone
	//     when:
	//       status: "404-410"
	//       code: "0417"
	//     then:
	//       outcome: ok
}
