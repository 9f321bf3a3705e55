from pkg.mod import sign

VALUE = sign(1)
