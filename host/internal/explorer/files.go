package explorer

import (
	"embed"
	"io/fs"
	"path"
	"strings"

	"github.com/finfault/finfault/wasm"
)

// The build names some of its files with a leading underscore, which embed
// leaves out unless it is told "all".
//
//go:embed all:dist
var dist embed.FS

const (
	indexName = "index.html"
	// coreName is where the page looks for the classifier. It is no file of the
	// build, as the program holds it already.
	coreName = "finfault.wasm"
	// hashedFolder is where the build puts files whose names change with their
	// content.
	hashedFolder = "assets/"
)

// kind is what is to be known of files with the same suffix.
type kind struct {
	contentType string
	// dense files do not get shorter by compressing them.
	dense bool
}

var kinds = map[string]kind{
	".css":         {contentType: "text/css; charset=utf-8"},
	".html":        {contentType: "text/html; charset=utf-8"},
	".ico":         {contentType: "image/x-icon"},
	".js":          {contentType: "text/javascript; charset=utf-8"},
	".json":        {contentType: "application/json"},
	".png":         {contentType: "image/png", dense: true},
	".svg":         {contentType: "image/svg+xml"},
	".txt":         {contentType: "text/plain; charset=utf-8"},
	".wasm":        {contentType: "application/wasm"},
	".webmanifest": {contentType: "application/manifest+json"},
	".woff2":       {contentType: "font/woff2", dense: true},
}

// page returns the files of the page by the path of their address.
func page() (map[string]*file, error) {
	built, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, err
	}
	return pageOf(built, wasm.Core())
}

func pageOf(built fs.FS, core []byte) (map[string]*file, error) {
	files := map[string]*file{"/" + coreName: newFile(kinds[path.Ext(coreName)], revalidate, core)}
	err := fs.WalkDir(built, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(built, name)
		if err != nil {
			return err
		}
		files["/"+name] = newFile(kindOf(name), cachingOf(name), content)
		return nil
	})
	files["/"] = files["/"+indexName]
	return files, err
}

// kindOf returns the kind of a file by its name. A browser does nothing with
// bytes of no kind that it knows.
func kindOf(name string) kind {
	if k, ok := kinds[path.Ext(name)]; ok {
		return k
	}
	return kind{contentType: "application/octet-stream", dense: true}
}

// Values of Cache-Control: what never changes under its name, and what the
// browser has to ask about each time.
const (
	immutable  = "public, max-age=31536000, immutable"
	revalidate = "no-cache"
)

func cachingOf(name string) string {
	if strings.HasPrefix(name, hashedFolder) {
		return immutable
	}
	return revalidate
}
