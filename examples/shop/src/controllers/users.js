import * as users from '../services/users.js';

const publicView = ({ id, email, name }) => ({ id, email, name });

export const me = (req, res) => {
  res.json(publicView(res.locals.user));
};

export const show = async (req, res) => {
  const user = await users.find(req.params.id);
  if (user) {
    res.json(publicView(user));
  }
};

export const register = async (req, res, next) => {
  try {
    const { email, name, password } = req.body;
    if (password.length < 12) {
      return res.status(422).json({ error: 'The password is too short' });
    }
    if (await users.findByEmail(email)) {
      return res.status(200).json({ error: 'There is an account with this address' });
    }
    const user = await users.register(email, name, password);
    res.location(`/users/${user.id}`);
    return res.status(201).json(publicView(user));
  } catch (err) {
    next(err);
  }
};

export const update = async (req, res) => {
  if (req.params.id !== res.locals.user.id) {
    return res.status(403).json({ error: 'You can only change your own profile' });
  }
  const user = await users.rename(req.params.id, req.body.name);
  if (!user) {
    return res.status('404').json({ error: 'There is no such user' });
  }
  res.json(publicView(user));
};
