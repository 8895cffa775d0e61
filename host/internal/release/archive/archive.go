// Package archive packs files so that the same files give the same bytes: in
// the order they are given, with no time, no owner and fixed rights.
package archive

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// File is one of an archive.
type File struct {
	Name       string
	Content    []byte
	Executable bool
}

// moment stands where a format insists on a time: the first that zip knows.
var moment = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func (f File) mode() os.FileMode {
	if f.Executable {
		return 0o755
	}
	return 0o644
}

// Tar writes a .tar.gz.
func Tar(w io.Writer, files []File) error {
	zipped := gzip.NewWriter(w)
	archive := tar.NewWriter(zipped)
	for _, f := range files {
		header := tar.Header{Name: f.Name, Mode: int64(f.mode()), Size: int64(len(f.Content)), ModTime: moment, Format: tar.FormatUSTAR}
		if err := archive.WriteHeader(&header); err != nil {
			return err
		}
		if _, err := archive.Write(f.Content); err != nil {
			return err
		}
	}
	if err := archive.Close(); err != nil {
		return err
	}
	return zipped.Close()
}

// Zip writes a .zip.
func Zip(w io.Writer, files []File) error {
	archive := zip.NewWriter(w)
	for _, f := range files {
		header := zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: moment}
		header.SetMode(f.mode())
		member, err := archive.CreateHeader(&header)
		if err != nil {
			return err
		}
		if _, err := member.Write(f.Content); err != nil {
			return err
		}
	}
	return archive.Close()
}

// Open reads an archive; its name says of which kind it is.
func Open(path string) ([]File, error) {
	if strings.HasSuffix(path, ".zip") {
		return openZip(path)
	}
	return openTar(path)
}

func openZip(path string) ([]File, error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	var files []File
	for _, member := range archive.File {
		content, err := member.Open()
		if err != nil {
			return nil, err
		}
		bytes, err := io.ReadAll(content)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, member.Name, err)
		}
		files = append(files, File{member.Name, bytes, member.Mode()&0o100 != 0})
	}
	return files, nil
}

func openTar(path string) ([]File, error) {
	zipped, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer zipped.Close()
	plain, err := gzip.NewReader(zipped)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var files []File
	for archive := tar.NewReader(plain); ; {
		header, err := archive.Next()
		if err == io.EOF {
			return files, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		bytes, err := io.ReadAll(archive)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, header.Name, err)
		}
		files = append(files, File{header.Name, bytes, header.FileInfo().Mode()&0o100 != 0})
	}
}

// Extract writes the files of an archive into a folder.
func Extract(path, folder string) error {
	files, err := Open(path)
	if err != nil {
		return err
	}
	for _, f := range files {
		if !filepath.IsLocal(f.Name) {
			return fmt.Errorf("%s: %q would lie outside", path, f.Name)
		}
		place := filepath.Join(folder, f.Name)
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(place, f.Content, f.mode()); err != nil {
			return err
		}
	}
	return nil
}
