static final Lock ALL = new ReentrantLock();

void transfer(Account from, Account to, int amount) {
    ALL.lock();                                    // right, and one at a time in the whole bank
    try {
        from.set(from.balance() - amount);
        to.set(to.balance() + amount);
    } finally {
        ALL.unlock();
    }
}
