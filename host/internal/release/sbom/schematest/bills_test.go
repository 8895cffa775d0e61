package schematest

import (
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	cyclonedx "github.com/CycloneDX/cyclonedx-go"
	"github.com/finfault/finfault/catalog/version"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// root is the root of the repository.
const root = "../../../../.."

// The files of the bills.
const (
	billCLI = "finfault-cli.cdx.json"
	billNPM = "finfault-npm.cdx.json"
)

// writeBills lets the command that builds a release write the bills, and
// returns them by their files.
func writeBills(t *testing.T) map[string][]byte {
	t.Helper()
	folder := t.TempDir()
	goRun(t, "run", "./host/internal/release", "bills", folder)
	files, err := os.ReadDir(folder)
	require.NoError(t, err)
	bills := map[string][]byte{}
	for _, f := range files {
		bills[f.Name()], err = os.ReadFile(filepath.Join(folder, f.Name()))
		require.NoError(t, err)
	}
	require.Len(t, bills, 2)
	require.Contains(t, bills, billCLI)
	require.Contains(t, bills, billNPM)
	return bills
}

// goRun runs the go command in the root.
func goRun(t *testing.T, arguments ...string) {
	t.Helper()
	command := exec.Command("go", arguments...)
	command.Dir = root
	out, err := command.CombinedOutput()
	require.NoError(t, err, "%s", out)
}

// parse reads a bill with the library of CycloneDX. What that does not know is
// an error.
func parse(t *testing.T, text []byte) *cyclonedx.BOM {
	t.Helper()
	var bill cyclonedx.BOM
	reader := json.NewDecoder(bytes.NewReader(text))
	reader.DisallowUnknownFields()
	require.NoError(t, reader.Decode(&bill))
	_, err := reader.Token()
	require.ErrorIs(t, err, io.EOF)
	return &bill
}

// licences are the identifiers of a component's licences.
func licences(t *testing.T, c cyclonedx.Component) []string {
	t.Helper()
	require.NotNil(t, c.Licenses, c.Name)
	var ids []string
	for _, choice := range *c.Licenses {
		require.NotNil(t, choice.License, c.Name)
		ids = append(ids, choice.License.ID)
	}
	return ids
}

// checkProduct checks what a bill says of the product itself.
func checkProduct(t *testing.T, bill *cyclonedx.BOM, kind cyclonedx.ComponentType, purl string) {
	t.Helper()
	require.NotNil(t, bill.Metadata)
	product := *bill.Metadata.Component
	assert.Equal(t, kind, product.Type)
	assert.Equal(t, "finfault", product.Name)
	assert.Equal(t, version.Release, product.Version)
	assert.Equal(t, purl, product.PackageURL)
	assert.Equal(t, []string{"Apache-2.0"}, licences(t, product))
}

// checkParts checks what a bill says of what is compiled in: each part is
// whole, and the product depends on each. It returns their package addresses.
func checkParts(t *testing.T, bill *cyclonedx.BOM) []string {
	t.Helper()
	var refs, addresses []string
	for _, c := range *bill.Components {
		assert.Equal(t, cyclonedx.ComponentTypeLibrary, c.Type, c.Name)
		assert.Equal(t, "pkg:golang/"+c.Name+"@"+c.Version, c.PackageURL)
		assert.NotContains(t, licences(t, c), "", c.Name)
		refs, addresses = append(refs, c.BOMRef), append(addresses, c.PackageURL)
	}
	dependencies := *bill.Dependencies
	assert.Equal(t, bill.Metadata.Component.BOMRef, dependencies[0].Ref)
	assert.Equal(t, refs, *dependencies[0].Dependencies)
	for i, d := range dependencies[1:] {
		assert.Equal(t, refs[i], d.Ref)
		assert.Nil(t, d.Dependencies, "what a part is made of is compiled in as well")
	}
	assert.Len(t, dependencies, len(refs)+1)
	return addresses
}

// TestBillOfTheCommandLine: it lists what the linker put into the program. The
// bill is of all platforms, so that it may list more than is linked for one.
func TestBillOfTheCommandLine(t *testing.T) {
	bill := parse(t, writeBills(t)[billCLI])
	checkProduct(t, bill, cyclonedx.ComponentTypeApplication, "pkg:golang/github.com/finfault/finfault@v"+version.Release+"#host/cmd/finfault")
	listed := checkParts(t, bill)

	program := filepath.Join(t.TempDir(), "finfault")
	goRun(t, "build", "-o", program, "./host/cmd/finfault")
	info, err := buildinfo.ReadFile(program)
	require.NoError(t, err)
	linked := []string{"pkg:golang/std@" + info.GoVersion[len("go"):]}
	for _, m := range info.Deps {
		linked = append(linked, "pkg:golang/"+m.Path+"@"+m.Version)
	}
	assert.Greater(t, len(linked), 10)
	assert.Subset(t, listed, linked)
}

// TestBillOfTheNpmPackage: it is of the package that package.json names, which
// has no dependencies in npm, and lists what is compiled into its module.
func TestBillOfTheNpmPackage(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "wasm/js/package.json"))
	require.NoError(t, err)
	var manifest struct {
		Name, Version, License string
		Dependencies           map[string]string
	}
	require.NoError(t, json.Unmarshal(text, &manifest))
	assert.Empty(t, manifest.Dependencies, "the bill lists none")
	assert.Equal(t, "Apache-2.0", manifest.License)

	bill := parse(t, writeBills(t)[billNPM])
	checkProduct(t, bill, cyclonedx.ComponentTypeLibrary, "pkg:npm/"+manifest.Name+"@"+manifest.Version)
	assert.Contains(t, checkParts(t, bill)[0], "pkg:golang/std@1.")
}
