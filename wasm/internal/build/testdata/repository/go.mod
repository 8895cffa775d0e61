module example.org/repository

go 1.26
