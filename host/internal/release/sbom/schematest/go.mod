module github.com/finfault/finfault/host/internal/release/sbom/schematest

go 1.26

require (
	github.com/CycloneDX/cyclonedx-go v0.12.0
	github.com/finfault/finfault v0.0.0
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
	github.com/stretchr/testify v1.12.1
)

require (
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/text v0.41.0 // indirect
)

replace github.com/finfault/finfault => ../../../../..
