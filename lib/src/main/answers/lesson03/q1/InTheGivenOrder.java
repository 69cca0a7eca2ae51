void transfer(Account from, Account to, int amount) {
    from.lock().lock();
    try {
        Race.point("has one");
        to.lock().lock();                          // who comes the other way has this one
        try {
            from.set(from.balance() - amount);
            to.set(to.balance() + amount);
        } finally {
            to.lock().unlock();
        }
    } finally {
        from.lock().unlock();
    }
}
