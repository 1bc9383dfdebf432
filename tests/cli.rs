//! The command line as a user types it: each file in tests/cmd is a case. `TRYCMD=overwrite cargo
//! test --test cli` writes what the commands say now.

#[test]
fn the_command_line() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").case("tests/cmd/*.toml");
}
