void transfer(Account from, Account to, int amount) {
    var first = from.id() < to.id() ? from : to;   // one order for all: no deadlock
    var second = first == from ? to : from;
    first.lock().lock();
    try {
        second.lock().lock();
        try {
            from.set(from.balance() - amount);
            to.set(to.balance() + amount);
        } finally {
            second.lock().unlock();
        }
    } finally {
        first.lock().unlock();
    }
}
