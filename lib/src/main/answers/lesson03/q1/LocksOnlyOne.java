void transfer(Account from, Account to, int amount) {
    from.lock().lock();                            // the other one is changed without its lock
    try {
        from.set(from.balance() - amount);
        to.set(to.balance() + amount);
    } finally {
        from.lock().unlock();
    }
}
