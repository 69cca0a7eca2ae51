void transfer(Account from, Account to, int amount) {
    from.set(from.balance() - amount);
    to.set(to.balance() + amount);
}
